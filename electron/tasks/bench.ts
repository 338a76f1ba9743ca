import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPythonEnvironment } from '../parity/python-environment.ts'
import { PLAIN_REQUEST, type RealOutcome } from '../parity/real-django.ts'
import { treeOnDisk } from '../parity/tree-on-disk.ts'
import { type CaseCounts, countCases, describeCases } from './bench/count-cases.ts'
import { type CompareTimes, measureCompare } from './bench/measure-compare.ts'
import { measureCommand, type Measured } from './bench/measure-command.ts'
import { type DiffFigures, measureDiff } from './bench/measure-diff.ts'
import { type KeptTimes, measureKept } from './bench/measure-kept.ts'
import { firstScriptBytes } from './bench/measure-page.ts'
import { measureProject, type ProjectTimes } from './bench/measure-project.ts'
import { measureReferences, type ReferenceFigures } from './bench/measure-references.ts'
import { measureRefresh, type RefreshTimes } from './bench/measure-refresh.ts'
import { measureRollouts, type RolloutFigures } from './bench/measure-rollouts.ts'
import { measureSlider, type SliderFigures } from './bench/measure-slider.ts'
import { measureWindow } from './bench/measure-window.ts'
import { prepareCorpus, type Corpus } from './bench/prepare-corpus.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SERIES = '5.2'

/** Edits whose middle is told. */
const EDITS = 7

/** What the ratios are held against: at least, and aimed for. */
const TARGETS = { 'preview, cold': [12, 25], 'preview, warm': [50, 100], collect: [3, 6] } as const

/** Names of two manifests that are opened and compared, with the milliseconds that it may take. */
const MANIFESTS = [
  { names: 50_000, most: 500 },
  { names: 500_000, most: 4000 },
] as const

/** Names in each of the two releases whose rollout's slider is moved. */
const SLIDER_NAMES = 22_800
/** Releases whose rollouts are played in every topology, with the milliseconds that all of them may take. */
const ROLLOUTS = [
  { names: 22_800, pages: 500, servers: 4, most: 1000 },
  { names: 200_000, pages: 500, servers: 20, most: 5000 },
] as const

/** Files of each of two releases whose comparison is worked in, and the milliseconds that an input may take. */
const COMPARED = { files: 50_000, most: 100 } as const

type Row = {
  readonly name: string
  readonly seconds: number
  readonly peakBytes: number
  readonly ratio: number | null
}

/** `npm run bench [-- --files N] [--runs N] [--no-window]`: whole commands against real Django, one after the other. */
async function main(words: readonly string[]): Promise<number> {
  const corpus = prepareCorpus(numberAfter(words, '--files'))
  const runs = numberAfter(words, '--runs') ?? 3
  const environment = findPythonEnvironment(SERIES)
  if (environment.kind === 'missing') process.stderr.write(`No ratios: ${environment.reason}\n`)
  const home = mkdtempSync(join(tmpdir(), 'staticscope-bench-'))
  try {
    const theirs = join(home, 'django')
    const django = environment.kind === 'ready' ? await runDjango(environment.python, corpus, theirs) : null
    const rows: Row[] = django === null ? [] : [{ name: `Django ${SERIES}, tolerant`, ...pick(django), ratio: 1 }]
    const add = (name: string, measured: Measured): void => {
      rows.push({ name, ...pick(measured), ratio: django === null ? null : django.seconds / measured.seconds })
    }
    add('preview, cold', await best(runs, () => runPreview(corpus, home, true)))
    add('preview, warm', await best(runs, () => runPreview(corpus, home, false)))
    add('collect', await best(runs, () => runCollect(corpus, home)))
    // Django has nothing to hold these against.
    for (const isCold of [true, false])
      rows.push({
        name: `check, ${isCold ? 'cold' : 'warm'}`,
        ...pick(await best(runs, () => runCheck(corpus, home, isCold))),
        ratio: null,
      })
    const isEqual = django === null ? null : sameTrees(theirs, join(home, 'ours'))
    const scripts = firstScriptBytes(join(ROOT, '.build', 'renderer'))
    const refresh = await measureRefresh(corpus, EDITS)
    const project = environment.kind === 'ready' ? await measureProject(environment.python, 3000, EDITS) : null
    const hasWindow = !words.includes('--no-window')
    const window = hasWindow ? await measureWindow(ROOT) : { reason: 'not asked for' }
    const kept = await measureKept(corpus)
    const compare = hasWindow ? await measureCompare(ROOT, COMPARED.files) : { reason: 'not asked for' }
    const report = {
      corpus: { files: corpus.files, bytes: corpus.bytes },
      rows,
      sameOutput: isEqual,
      firstScriptsGzip: scripts,
      refresh,
      project,
      window,
      kept,
      compare,
      diffs: MANIFESTS.map(({ names }) => measureDiff(names)),
      cases: await countCases(),
      references: measureReferences(corpus),
      slider: await measureSlider(ROOT, SLIDER_NAMES),
      rollouts: ROLLOUTS.map(({ names, pages, servers }) => measureRollouts(names, pages, servers)),
    }
    mkdirSync(join(ROOT, '.build'), { recursive: true })
    writeFileSync(join(ROOT, '.build', 'bench.json'), `${JSON.stringify(report, null, 2)}\n`)
    process.stdout.write(describe(report))
    return isEqual === false ? 1 : 0
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** One whole process of real Django with its start: collects everything, goes on after errors. */
async function runDjango(python: string, corpus: Corpus, output: string): Promise<Measured> {
  const request = { ...PLAIN_REQUEST, sources: corpus.sources, output, order: 'disk', tolerant: true, patience: 3600 }
  const script = join(ROOT, 'electron', 'parity', 'real_collectstatic.py')
  const measured = await measureCommand(python, [script], {
    input: `${JSON.stringify(request)}\n`,
    environment: { PYTHONUTF8: '1' },
  })
  const outcome = JSON.parse(measured.stdout.trim().split('\n').at(-1) ?? 'null') as RealOutcome | null
  if (measured.code !== 0 || outcome === null || outcome.error !== null) {
    throw new Error(`Real Django failed: ${JSON.stringify(outcome?.error ?? measured.code)}`)
  }
  return measured
}

function runPreview(corpus: Corpus, home: string, isCold: boolean): Promise<Measured> {
  if (isCold) rmSync(join(home, 'data'), { recursive: true, force: true })
  return runCli(['preview', '--json', ...sourceWords(corpus)], home, join(home, 'preview.json'))
}

/** The whole command, so that its memory is that of people's. */
function runCheck(corpus: Corpus, home: string, isCold: boolean): Promise<Measured> {
  if (isCold) rmSync(join(home, 'data'), { recursive: true, force: true })
  return runCli(['check', '--json', ...sourceWords(corpus)], home, join(home, 'check.json'))
}

/** Cold as well: the cache is emptied, so that the ratio is the one of a first collect. */
function runCollect(corpus: Corpus, home: string): Promise<Measured> {
  rmSync(join(home, 'data'), { recursive: true, force: true })
  rmSync(join(home, 'ours'), { recursive: true, force: true })
  const words = ['collect', '--quiet', '--keep-going', '--output', join(home, 'ours'), ...sourceWords(corpus)]
  return runCli(words, home, join(home, 'collect.txt'))
}

async function runCli(words: readonly string[], home: string, stdoutFile: string): Promise<Measured> {
  const built = join(ROOT, '.build', 'main', 'cli.cjs')
  const program = existsSync(built) ? built : join(ROOT, 'electron', 'cli', 'cli.ts')
  const environment = { STATICSCOPE_DATA_FOLDER: join(home, 'data') }
  const measured = await measureCommand(process.execPath, [program, ...words, '--fail-on', 'never'], {
    stdoutFile,
    environment,
  })
  if (measured.code !== 0) throw new Error(`staticscope ${words[0]} ended with ${measured.code}`)
  return measured
}

function sourceWords(corpus: Corpus): string[] {
  return corpus.sources.flatMap(([prefix, path]) => ['--source', prefix === '' ? path : `${prefix}=${path}`])
}

/** The quickest of a few runs, with the largest memory of all. */
async function best(runs: number, run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = []
  for (let count = 0; count < runs; count += 1) all.push(await run())
  const [quickest] = all.toSorted((a, b) => a.seconds - b.seconds)
  if (quickest === undefined) throw new Error('Measure at least one run')
  return { ...quickest, peakBytes: Math.max(...all.map((measured) => measured.peakBytes)) }
}

function sameTrees(theirs: string, ours: string): boolean {
  return treeOnDisk(theirs).toSorted().join('\n') === treeOnDisk(ours).toSorted().join('\n')
}

function pick({ seconds, peakBytes }: Measured): { seconds: number; peakBytes: number } {
  return { seconds, peakBytes }
}

function describe(report: {
  corpus: { files: number; bytes: number }
  rows: readonly Row[]
  sameOutput: boolean | null
  firstScriptsGzip: number | null
  refresh: RefreshTimes
  project: ProjectTimes | null
  window: { marks: Readonly<Record<string, number>> } | { reason: string }
  kept: KeptTimes
  compare: CompareTimes
  diffs: readonly DiffFigures[]
  cases: CaseCounts
  references: ReferenceFigures
  slider: SliderFigures
  rollouts: readonly RolloutFigures[]
}): string {
  const { corpus, rows, sameOutput, firstScriptsGzip, window } = report
  const lines = [`${corpus.files} files, ${Math.round(corpus.bytes / 1e6)} MB`, '']
  lines.push(
    `${'command'.padEnd(22)}${'seconds'.padStart(9)}${'ratio'.padStart(9)}${'peak MB'.padStart(9)}  at least / aim`,
  )
  for (const { name, seconds, ratio, peakBytes } of rows) {
    const target = name in TARGETS ? TARGETS[name as keyof typeof TARGETS].join(' / ') : ''
    const times = ratio === null ? '–' : `${ratio.toFixed(1)}×`
    lines.push(
      `${name.padEnd(22)}${seconds.toFixed(2).padStart(9)}${times.padStart(9)}${(peakBytes / 1e6).toFixed(0).padStart(9)}  ${target}`,
    )
  }
  lines.push('', `same output as Django: ${sameOutput === null ? 'not compared' : sameOutput ? 'yes' : 'NO'}`)
  lines.push(
    `scripts of the first window: ${firstScriptsGzip === null ? 'not built' : `${(firstScriptsGzip / 1024).toFixed(0)} KiB gzip (limit 250)`}`,
  )
  lines.push('', ...describeSession(report.refresh, report.project, report.kept), '')
  lines.push(...describeCompare(report.compare), '')
  const marks =
    'marks' in window
      ? Object.entries(window.marks)
          .map(([name, time]) => `${name} ${time} ms`)
          .join(', ')
      : window.reason
  lines.push(`start of the window: ${marks}`, '')
  for (const { names, milliseconds, peakMemory } of report.diffs) {
    const most = MANIFESTS.find((known) => known.names === names)?.most ?? 0
    lines.push(
      `two manifests of ${names} names: ${milliseconds.toFixed(0)} ms (at most ${most}), ${(peakMemory / 1e6).toFixed(0)} MB`,
    )
  }
  lines.push(
    '',
    ...describeAnalyses(report.references, report.rollouts),
    '',
    describeCases(report.cases),
    describeSlider(report.slider),
  )
  return lines.join('\n')
}

/** What a move of the rollout's slider takes until it is painted. */
function describeSlider(slider: SliderFigures): string {
  if ('reason' in slider) return `slider of a rollout: ${slider.reason}`
  const { names, median, slow, processor } = slider
  return `slider of a rollout, ${names} names: ${median.toFixed(0)} ms, one of twenty ${slow.toFixed(0)} ms (at most 50), ${processor.toFixed(0)} ms of processor time`
}

/** References and rollouts: what they take, beside what they may take. */
function describeAnalyses(references: ReferenceFigures, rollouts: readonly RolloutFigures[]): string[] {
  const rows: [string, ReferenceFigures['cold'], string][] = [
    ['references, cold', references.cold, '6000'],
    ['references, warm', references.warm, '500'],
    ['check behind a warm preview', references.check, ''],
    ...rollouts.map((figures): [string, ReferenceFigures['cold'], string] => {
      const most = ROLLOUTS.find(({ names }) => names === figures.names)?.most ?? 0
      return [`rollouts, ${figures.names} names, ${figures.servers} servers`, figures, String(most)]
    }),
  ]
  const number = (ms: number): string => ms.toFixed(0).padStart(11)
  return [
    `${'analysis'.padEnd(40)}${'ms'.padStart(11)}${'processor'.padStart(11)}${'block'.padStart(11)}  at most`,
    ...rows.map(
      ([name, { milliseconds, processor, longestBlock }, most]) =>
        `${name.padEnd(40)}${number(milliseconds)}${number(processor)}${number(longestBlock)}  ${most}`,
    ),
    `longest matrix of a moment: ${Math.max(...rollouts.map(({ longestMatrix }) => longestMatrix)).toFixed(0)} ms (at most 50)`,
  ]
}

/** What a running engine takes, beside what it may take. */
function describeSession(refresh: RefreshTimes, project: ProjectTimes | null, kept: KeptTimes): string[] {
  const rows: [string, number, string][] = [
    ['the folders are watched', refresh.watchReady, ''],
    ['an edit is told', refresh.told, '1000'],
    ['refresh after one edit', refresh.refresh, '500'],
    ['longest block, refresh', refresh.refreshLongestBlock, '50'],
    ['longest block, cold', refresh.coldLongestBlock, '50'],
    [`two kept releases, ${kept.changed} changed`, kept.compared, '3000'],
    ['… processor time of it', kept.processor, ''],
    ['… to their first rows', kept.rows, '300'],
    ['… longest block', kept.longestBlock, '50'],
  ]
  if (project !== null) {
    rows.push(
      [`project of ${project.files} files, first`, project.first, '1500'],
      ['… after an edit of a static file', project.staticEdit, '300'],
      ['… after an edit of the settings', project.settingsEdit, ''],
    )
  }
  return [
    `${'running engine'.padEnd(36)}${'ms'.padStart(7)}  at most`,
    ...rows.map(([name, ms, most]) => `${name.padEnd(36)}${ms.toFixed(0).padStart(7)}  ${most}`),
  ]
}

/** Each action in a comparison, from the input to the painted rows. */
function describeCompare(compare: CompareTimes): string[] {
  if ('reason' in compare) return [`inputs into a comparison: ${compare.reason}`]
  const title = `two releases of ${compare.files} files, ms`
  return [
    `${title.padEnd(38)}${['inputs', 'p50', 'p95', 'most', 'page', 'server'].map((word) => word.padStart(8)).join('')}  p95 at most ${COMPARED.most}`,
    ...compare.actions.map(
      ({ action, inputs, p50, p95, most, page, server }) =>
        `${action.padEnd(38)}${[inputs, p50, p95, most, page, server].map((number) => number.toFixed(0).padStart(8)).join('')}`,
    ),
  ]
}

function numberAfter(words: readonly string[], option: string): number | null {
  const at = words.indexOf(option)
  if (at < 0) return null
  const number = Number(words[at + 1])
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes a whole number`)
  return number
}

process.exitCode = await main(process.argv.slice(2))
