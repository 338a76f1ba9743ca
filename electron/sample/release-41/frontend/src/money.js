const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

export function money(pence) {
  return format.format(pence / 100)
}
