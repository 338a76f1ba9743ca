import { money } from './money.js'

export async function pay(root) {
  const answer = await fetch('/cart/checkout/', { method: 'POST' })
  root.textContent = answer.ok ? `Paid ${money(0)}` : 'Please try again'
}
