import { formatPrice } from '/static/catalog/js/lib/price.js';

export function total(lines) {
  return formatPrice(lines.reduce((sum, line) => sum + line.price * line.count, 0));
}
