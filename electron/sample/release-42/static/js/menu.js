import { onReady } from './lib/ready.js';

/** Opens and closes the menu on small screens. */
export function toggleMenu(button) {
  const open = button.getAttribute('aria-expanded') === 'true';
  button.setAttribute('aria-expanded', String(!open));
}

onReady(() => {
  for (const button of document.querySelectorAll('[data-menu] button')) {
    button.addEventListener('click', () => toggleMenu(button));
  }
});
