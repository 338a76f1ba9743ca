/**
 * The script of the HTML report: lays out the rows that are seen, searches, narrows and sorts. Values become text nodes,
 * never markup. Plain JavaScript, for it is put into the page as it stands.
 */
export const REPORT_SCRIPT = `
'use strict'
const files = JSON.parse(document.getElementById('files').textContent)
const byId = (id) => document.getElementById(id)
const HEIGHT = 26
const names = []
files.rest.forEach((rest, at) => names.push((names[at - 1] ?? '').slice(0, files.shared[at]) + rest))
const lower = names.map((name) => name.toLowerCase())
const maps = {}
for (const key of ['from', 'similarity', 'next', 'roots', 'rootCount', 'blast']) maps[key] = new Map(files[key])
const COLUMNS = [
  ['File', (at) => lower[at]],
  ['Cause', (at) => files.cause[at]],
  ['Because', (at) => because(at)],
  ['Before', (at) => files.sizeA[at]],
  ['After', (at) => files.sizeB[at]],
]
const TONES = ['', 'own', 'ripple', 'own', 'own', 'ripple', 'moved', 'removed', 'moved', 'added', 'removed', '']
let order = names.map((_, at) => at)
let sort = { column: 0, down: false }
let selected = -1

function make(tag, text, className) {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}
function count(number) { return String(number).replace(/\\B(?=(\\d{3})+$)/g, ',') }
function size(bytes) {
  if (bytes < 0) return ''
  if (bytes < 1000) return bytes + ' B'
  const units = ['KB', 'MB', 'GB', 'TB']
  let unit = -1
  while (bytes >= 999.5 && unit < 3) { bytes /= 1000; unit++ }
  return (bytes < 99.95 ? bytes.toFixed(1) : bytes.toFixed(0)) + ' ' + units[unit]
}
function because(at) {
  const root = (maps.roots.get(at) ?? [])[0]
  if (root !== undefined) return (names[root] ?? '') + (maps.rootCount.has(at) ? ' and ' + count(maps.rootCount.get(at) - 1) + ' more' : '')
  if (maps.from.has(at)) return 'from ' + maps.from.get(at)
  if (maps.blast.has(at)) return 'changes ' + count(maps.blast.get(at)[0]) + ' more'
  return ''
}
function chain(at) {
  const steps = [names[at]]
  const seen = new Set([at])
  for (let next = maps.next.get(at); next >= 0 && !seen.has(next) && steps.length < 50; next = maps.next.get(next) ?? -1) {
    steps.push(names[next])
    seen.add(next)
    if ((maps.roots.get(at) ?? []).includes(next)) break
  }
  return steps
}
function narrow() {
  const words = byId('search').value.toLowerCase().split(/\\s+/).filter(Boolean)
  const cause = Number(byId('cause').value)
  const own = byId('own').checked
  const found = []
  for (let at = 0; at < names.length; at++) {
    if (cause >= 0 && files.cause[at] !== cause) continue
    if (own && files.cause[at] === files.ripple) continue
    if (words.every((word) => lower[at].includes(word))) found.push(at)
  }
  const keyOf = COLUMNS[sort.column][1]
  const keys = sort.column === 0 && !sort.down ? null : new Map(found.map((at) => [at, keyOf(at)]))
  if (keys) found.sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)]
    return (x < y ? -1 : x > y ? 1 : 0) * (sort.down ? -1 : 1) || a - b
  })
  order = found
  byId('space').style.height = order.length * HEIGHT + 'px'
  byId('shown').textContent = count(order.length) + ' of ' + count(names.length + files.left) + ' files'
  byId('table').setAttribute('aria-rowcount', String(order.length + 1))
  byId('scroll').scrollTop = 0
  lay()
}
function lay() {
  const scroll = byId('scroll')
  const first = Math.max(0, Math.floor(scroll.scrollTop / HEIGHT) - 10)
  const last = Math.min(order.length, first + Math.ceil(scroll.clientHeight / HEIGHT) + 20)
  const rows = []
  for (let place = first; place < last; place++) rows.push(row(order[place], place))
  byId('rows').style.transform = 'translateY(' + first * HEIGHT + 'px)'
  byId('rows').replaceChildren(...rows)
}
function row(at, place) {
  const element = make('div', undefined, 'row')
  element.setAttribute('role', 'row')
  element.setAttribute('aria-rowindex', String(place + 2))
  element.setAttribute('aria-current', String(at === selected))
  const cause = files.cause[at]
  for (const [text, className] of [
    [names[at], ''],
    [files.causes[cause][0], TONES[cause]],
    [because(at), ''],
    [size(files.sizeA[at]), 'number'],
    [size(files.sizeB[at]), 'number'],
  ]) {
    const cell = make('div', text, className)
    cell.setAttribute('role', 'cell')
    cell.title = text
    element.append(cell)
  }
  element.addEventListener('click', () => select(at))
  return element
}
function select(at) {
  selected = at
  const parts = [make('h2', names[at]), make('p', files.causes[files.cause[at]][0] + ': ' + files.causes[files.cause[at]][1])]
  if (maps.from.has(at)) parts.push(make('p', 'Formerly ' + maps.from.get(at) + (maps.similarity.has(at) ? ', ' + Math.round(maps.similarity.get(at) * 100) + ' % of its lines are equal' : '')))
  const steps = chain(at)
  if (steps.length > 1) parts.push(make('p', steps.join(' ← ')))
  if (maps.rootCount.has(at)) parts.push(make('p', 'Root edits (' + count(maps.rootCount.get(at)) + '): ' + maps.roots.get(at).map((root) => names[root]).join(', ')))
  if (maps.blast.has(at)) parts.push(make('p', 'This edit changes ' + count(maps.blast.get(at)[0]) + ' more files, ' + size(maps.blast.get(at)[1])))
  if (files.hashA) parts.push(make('p', 'Hash ' + (files.hashA[at] || 'none') + ' → ' + (files.hashB[at] || 'none')))
  for (const [severity, name, words] of files.alarms) if (name === names[at]) parts.push(make('p', severity + ': ' + words, 'removed'))
  byId('detail').replaceChildren(...parts)
  byId('detail').hidden = false
  lay()
}
COLUMNS.forEach(([title], column) => {
  const cell = make('div')
  cell.setAttribute('role', 'columnheader')
  const button = make('button', title)
  button.type = 'button'
  if (column > 2) cell.className = 'number'
  button.addEventListener('click', () => {
    sort = { column, down: sort.column === column ? !sort.down : column > 2 }
    for (const other of byId('head').children) other.removeAttribute('aria-sort')
    cell.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending')
    narrow()
  })
  cell.append(button)
  byId('head').append(cell)
})
byId('head').firstChild.setAttribute('aria-sort', 'ascending')
const counts = new Map()
for (const cause of files.cause) counts.set(cause, (counts.get(cause) ?? 0) + 1)
const all = make('option', 'all')
all.value = '-1'
byId('cause').append(all)
for (const [cause, number] of [...counts].sort(([a], [b]) => a - b)) {
  const option = make('option', files.causes[cause][0] + ' (' + count(number) + ')')
  option.value = String(cause)
  byId('cause').append(option)
}
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault())
for (const id of ['search', 'cause', 'own']) byId(id).addEventListener('input', narrow)
byId('scroll').addEventListener('scroll', lay)
byId('scroll').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || order.length === 0) return
  event.preventDefault()
  const place = Math.min(order.length - 1, Math.max(0, order.indexOf(selected) + step))
  const scroll = byId('scroll')
  if (place * HEIGHT < scroll.scrollTop) scroll.scrollTop = place * HEIGHT
  if ((place + 1) * HEIGHT > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = (place + 1) * HEIGHT - scroll.clientHeight
  select(order[place])
})
addEventListener('resize', lay)
narrow()
`
