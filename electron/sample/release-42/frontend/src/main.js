import './checkout.css'
import { money } from './money.js'

const root = document.querySelector('#checkout')

export function start() {
  root.textContent = `To pay: ${money(0)}, delivery included`
  root.addEventListener('click', async () => {
    const { pay } = await import('./pay.js')
    pay(root)
  })
}

start()
