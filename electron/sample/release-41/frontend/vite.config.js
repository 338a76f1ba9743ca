export default {
  base: '/static/app/',
  build: { manifest: true, sourcemap: true, modulePreload: { polyfill: false } },
}
