import { track } from './lib/track.js';

export function openDrawer() {
  const drawer = document.createElement('aside');
  drawer.className = 'drawer';
  drawer.setAttribute('aria-label', 'Cart');
  document.body.append(drawer);
  track('drawer', 'open');
}
