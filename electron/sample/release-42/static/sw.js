/* Keeps the shop readable on a train. Served from /static/ with Service-Worker-Allowed: / */
const CACHE = 'fernleaf-42'
const SHELL = ['/', '/static/css/site.css', '/static/js/app.js', '/static/js/menu.js', '/static/img/empty-cup.svg']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))),
  )
})

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return
  event.respondWith(fetch(event.request).catch(() => caches.match(event.request)))
})
