import { parsePrice } from './lib/price.js';

export const LIMITS = { low: 5, high: 100 };

import { debounce } from './lib/debounce.js';

const form = document.querySelector('[data-filters]');
const cards = [...document.querySelectorAll('.card')];

function apply() {
  const limit = Number(new FormData(form).get('price'));
  for (const card of cards) {
    const price = parsePrice(card.querySelector('[data-price]').dataset.price);
    card.parentElement.hidden = price > Math.min(limit, LIMITS.high);
  }
}

form?.addEventListener('input', debounce(apply, 120));

export { apply };
