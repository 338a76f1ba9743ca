/** Reads a price such as "24.50" into pounds. */
export function parsePrice(text) {
  return Number.parseFloat(text.replace(',', '.'));
}

/** Writes pounds for people. */
export function formatPrice(pounds) {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pounds);
}
