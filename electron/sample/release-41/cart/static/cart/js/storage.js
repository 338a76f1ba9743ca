const KEY = 'fernleaf.cart';

export function loadCart() {
  return JSON.parse(localStorage.getItem(KEY) ?? '[]');
}

export function saveCart(lines) {
  localStorage.setItem(KEY, JSON.stringify(lines));
}
