import { onReady } from './lib/ready.js';
import { track } from './lib/track.js';

onReady(() => {
  document.documentElement.classList.add('js');
  track('page', location.pathname);

  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register('/static/sw.js', { scope: '/' });
  }

  const cart = document.querySelector('[data-cart-button]');
  if (cart) {
    cart.addEventListener('click', async () => {
      const { openDrawer } = await import("./drawer.js");
      openDrawer();
    });
  }
});
