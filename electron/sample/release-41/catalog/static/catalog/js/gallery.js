const image = document.querySelector('[data-zoom]');

image?.addEventListener('pointermove', (event) => {
  const box = image.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * 100;
  const y = ((event.clientY - box.top) / box.height) * 100;
  image.style.transformOrigin = `${x}% ${y}%`;
});
