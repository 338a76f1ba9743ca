import { expect, test } from 'vitest'
import { gatherFacts } from './found-facts.ts'
import { recogniseText } from './recognise-set-up.ts'

const recognised = async (name: string, text: string) => {
  const { plan, facts } = gatherFacts(await recogniseText({ name, kind: 'auto', text }))
  return { plan, lines: facts.map(({ line }) => line) }
}

test('an Nginx location of static files gives the lifetime, and its cache that of 404 answers', async () => {
  const text =
    'server {\n  location /static/ {\n    alias /srv/static/;\n    expires 30d;\n  }\n  proxy_cache_valid 404 5m;\n}\n'
  expect(await recognised('site.conf', text)).toEqual({
    plan: { serving: 'web-server', cdn: true, lifetimes: { hashed: 2_592_000, plain: 2_592_000, missing: 300 } },
    lines: [3, 4, 6],
  })
})

test('an Apache configuration gives its alias and lifetime', async () => {
  const text = 'Alias "/static/" "/srv/static/"\nExpiresActive On\nExpiresByType text/css "access plus 1 week"\n'
  expect(await recognised('shop.conf', text)).toEqual({
    plan: { serving: 'web-server', lifetimes: { hashed: 604_800, plain: 604_800 } },
    lines: [1, 3],
  })
})

test('a collect in a Dockerfile puts the files into the image', async () => {
  const text =
    'FROM python:3\nRUN python manage.py collectstatic --noinput\nCMD gunicorn shop.wsgi --max-requests 1000\n'
  expect(await recognised('Dockerfile', text)).toEqual({
    plan: { topology: 'files-in-image', recycling: true },
    lines: [2, 3],
  })
})

test('a Deployment gives the number of processes and how many are replaced together', async () => {
  const text =
    'kind: Deployment\nspec:\n  replicas: 8\n  strategy:\n    rollingUpdate:\n      maxSurge: 25%\n      maxUnavailable: 0\n---\nkind: Service\nspec:\n  sessionAffinity: ClientIP\n'
  expect(await recognised('web.yaml', text)).toEqual({
    plan: { servers: 8, switch: { wave: 2 }, sticky: true },
    lines: [3, 6, 11],
  })
})

test('a sample of headers gives lifetimes and tells of a cache', async () => {
  const text = 'HTTP/2 200\ncache-control: max-age=31536000, immutable\nx-cache: Hit from cloudfront\n'
  expect(await recognised('headers.txt', text)).toEqual({
    plan: { lifetimes: { hashed: 31_536_000 }, cdn: true },
    lines: [2, 3],
  })
})

test('a pasted text is taken for what it is said to be, and each fact tells its own part of the plan', async () => {
  const text = 'cache-control: max-age=60\n'
  const [fact] = await recogniseText({ name: 'pasted', kind: 'headers', text })
  expect(fact).toEqual({
    file: 'pasted',
    line: 1,
    text: 'cache-control: max-age=60',
    sentence: 'Plain files live 1 min.',
    plan: { lifetimes: { plain: 60 } },
  })
  expect(await recogniseText({ name: 'pasted', kind: 'procfile', text })).toEqual([])
})

test('a text without a name that tells is known by its content', async () => {
  const lines = async (text: string) =>
    (await recogniseText({ name: 'pasted', kind: 'auto', text })).map(({ line }) => line)
  expect(await lines('FROM python:3\nRUN python manage.py collectstatic\n')).toEqual([2])
  expect(await lines('web: gunicorn shop.wsgi --max-requests 500\n')).toEqual([1])
  expect(await lines('apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n')).toEqual([4])
})
