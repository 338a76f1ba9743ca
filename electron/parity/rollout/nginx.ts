import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import type { Places } from './places.ts'
import type { ServerOrder } from './server-starter.ts'

/** The programs that stand in front of Django: Nginx, and the library that gives its cache the time of the plan. */
export type FrontPrograms =
  | { readonly kind: 'ready'; readonly nginx: string; readonly faketime: string }
  | { readonly kind: 'missing'; readonly reason: string }

type FoundFront = FrontPrograms & { readonly kind: 'ready' }

/** Finds Nginx and libfaketime, as Debian installs them. */
export function findFrontPrograms(): FrontPrograms {
  const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path))
  if (nginx === undefined) return { kind: 'missing', reason: 'there is no Nginx (apt-get install nginx-light)' }
  const faketime = ['/usr/lib', '/usr/lib64']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    .map((folder) => join(folder, 'faketime', 'libfaketime.so.1'))
    .find((path) => existsSync(path))
  if (faketime === undefined)
    return { kind: 'missing', reason: 'there is no libfaketime (apt-get install libfaketime)' }
  return { kind: 'ready', nginx, faketime }
}

/** The Nginx of the servers: files from disk, or all from Django where WhiteNoise serves. */
export function originOrder(programs: FoundFront, places: Places, plan: RolloutPlan): ServerOrder {
  // Server 0 has the files of a server that is back at A.
  const servers = Array.from({ length: plan.servers + 1 }, (_, index) => index)
  const text = head(places, 'origin', '') + servers.map((server) => originServer(places, plan, server)).join('') + '}\n'
  return nginxOrder(programs, places, 'origin', text, places.socket('s1'), {})
}

/** The Nginx that keeps answers: a CDN, or the caches of browsers, which keep no 404. */
export function edgeOrder(programs: FoundFront, places: Places, plan: RolloutPlan): ServerOrder {
  const faked = ['LD_PRELOAD', 'FAKETIME_TIMESTAMP_FILE', 'FAKETIME_NO_CACHE', 'FAKETIME_DONT_FAKE_MONOTONIC']
  const text = head(places, 'edge', faked.map((name) => `env ${name};\n`).join('')) + edgeServer(places, plan) + '}\n'
  setEdgeClock(places, 0)
  return nginxOrder(programs, places, 'edge', text, places.socket('edge'), {
    LD_PRELOAD: programs.faketime,
    FAKETIME_TIMESTAMP_FILE: clockFile(places),
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  })
}

/** Sets what the cache takes for now, in seconds after the start of the plan. It stands still until the next time. */
export function setEdgeClock(places: Places, at: number): void {
  const moment = new Date(Date.UTC(2026, 0, 1, 10) + at * 1000).toISOString()
  writeFileSync(clockFile(places), `${moment.slice(0, 10)} ${moment.slice(11, 19)}\n`)
}

/** Whether what stands in front has one answer for a path; caches of browsers never do. */
export function isQueryIgnored({ cdn, ignoresQuery }: RolloutPlan): boolean {
  return cdn && ignoresQuery
}

function clockFile(places: Places): string {
  return join(places.home, 'edge-clock')
}

function nginxOrder(
  { nginx }: FoundFront,
  places: Places,
  name: string,
  text: string,
  socket: string,
  env: NodeJS.ProcessEnv,
): ServerOrder {
  const config = join(places.home, `${name}.conf`)
  mkdirSync(join(places.home, name), { recursive: true })
  writeFileSync(config, text)
  return {
    program: nginx,
    arguments: ['-p', join(places.home, name), '-c', config, '-e', places.log(name)],
    env: { PATH: process.env['PATH'], ...env, TZ: 'UTC' },
    socket,
    path: '/-/none',
    log: places.log(name),
  }
}

function head(places: Places, name: string, main: string): string {
  // As root its worker could not read the temporary folder otherwise.
  const user = process.getuid?.() === 0 ? 'user root;\n' : ''
  const folder = (use: string): string => join(places.home, name, use)
  return `${main}${user}daemon off;
worker_processes 1;
pid ${folder('pid')};
error_log ${places.log(name)} crit;
events {}
http {
access_log off;
client_body_temp_path ${folder('body')};
proxy_temp_path ${folder('proxy')};
fastcgi_temp_path ${folder('fastcgi')};
uwsgi_temp_path ${folder('uwsgi')};
scgi_temp_path ${folder('scgi')};
types { text/css css; text/javascript js; image/png png; text/html html; }
`
}

function originServer(places: Places, { serving, lifetimes }: RolloutPlan, server: number): string {
  const files = `location ~ "^/static/.*\\.[0-9a-f]{12}\\.[^./]+$" {
  root ${places.served(server)};
  add_header Cache-Control "max-age=${lifetimes.hashed}";
}
location /static/ {
  root ${places.served(server)};
  add_header Cache-Control "max-age=${lifetimes.plain}";
}
`
  return `server {
listen unix:${places.socket(`s${server}`)};
${serving === 'whitenoise' ? '' : files}location / { proxy_pass http://unix:${places.socket(`g${server}`)}; }
}
`
}

function edgeServer(places: Places, plan: RolloutPlan): string {
  const { servers, cdn, lifetimes } = plan
  const numbers = Array.from({ length: servers }, (_, index) => index + 1)
  const upstreams = numbers.map((server) => `upstream s${server} { server unix:${places.socket(`s${server}`)}; }\n`)
  const missing = cdn && lifetimes.missing > 0 ? `proxy_cache_valid 404 ${lifetimes.missing}s;` : ''
  return `proxy_cache_path ${join(places.home, 'edge', 'cache')} keys_zone=edge:4m inactive=36500d;
${upstreams.join('')}server {
listen unix:${places.socket('edge')};
location = /-/none { return 404; }
location / {
  proxy_pass http://s$http_x_server;
  proxy_cache edge;
  proxy_cache_key "$http_x_edge ${isQueryIgnored(plan) ? '$uri' : '$request_uri'}";
  ${missing}
  add_header X-Cache $upstream_cache_status always;
}
}
`
}
