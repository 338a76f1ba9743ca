import { loadCart, saveCart } from './storage.js';
import { total } from './totals.js';

const body = document.querySelector('[data-cart] tbody');

function render() {
  const lines = loadCart();
  body.replaceChildren(
    ...lines.map((line) => {
      const row = document.createElement('tr');
      row.innerHTML = '<td></td><td></td>';
      row.cells[0].textContent = line.name;
      row.cells[1].textContent = line.price;
      return row;
    }),
  );
  document.title = `Cart (${total(lines)})`;
}

addEventListener('storage', render);
render();

export function remove(index) {
  saveCart(loadCart().toSpliced(index, 1));
  render();
}
