export default {
  base: '/static/app/',
  build: { manifest: true, sourcemap: 'inline', modulePreload: { polyfill: false } },
}
