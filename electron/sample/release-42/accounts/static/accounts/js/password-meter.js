import { onReady } from '../../js/lib/ready.js';

const SCORES = ['weak', 'fair', 'good', 'strong'];

onReady(() => {
  const field = document.querySelector('input[type=password]');
  if (!field) return;
  const meter = document.createElement('div');
  meter.className = 'meter';
  field.after(meter);
  field.addEventListener('input', () => {
    const score = Math.min(3, Math.floor(field.value.length / 5));
    meter.style.width = `${(score + 1) * 25}%`;
    meter.title = SCORES[score];
  });
});
