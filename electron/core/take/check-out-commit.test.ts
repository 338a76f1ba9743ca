import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOutCommit } from './check-out-commit.ts'

let home = ''
let repository = ''
const work = { signal: new AbortController().signal, report: () => undefined }

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'commit-')))
  repository = join(home, 'shop')
  mkdirSync(join(repository, 'static'), { recursive: true })
  git('init', '-q', '-b', 'main')
  write('static/a.css', 'first')
  commit('one')
})
afterEach(() => rmSync(home, { recursive: true }))

function git(...words: readonly string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...author, ...words], { cwd: repository, encoding: 'utf8' }).trim()
}

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(repository, path), content)
}

function commit(message: string): string {
  git('add', '-A')
  git('commit', '-qm', message)
  return git('rev-parse', 'HEAD')
}

/** Everything of the repository that a careless program would change, times of files included. */
function state(): unknown {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : [`${path} ${entry.isFile() ? statSync(path).mtimeMs : ''}`]
    })
  return walk(repository)
}

describe('a commit', () => {
  it('is laid out as it was, whatever lies in the checkout now', async () => {
    const first = git('rev-parse', 'HEAD')
    git('tag', 'v1')
    write('static/a.css', 'second')
    write('static/b.css', 'new')
    commit('two')
    write('static/a.css', 'not committed')
    const aside = await checkOutCommit(join(repository, 'static'), 'v1', work)
    expect({
      commit: aside.commit,
      top: aside.top,
      a: readFileSync(join(aside.folder, 'static/a.css'), 'utf8'),
      files: readdirSync(join(aside.folder, 'static')),
    }).toEqual({ commit: first, top: repository, a: 'first', files: ['a.css'] })
    await aside.discard()
    expect(existsSync(aside.folder)).toBe(false)
  })

  it('is read without a touch on checkout, index, stash and configuration', async () => {
    write('static/a.css', 'stashed')
    git('stash')
    write('static/a.css', 'staged')
    git('add', '-A')
    write('static/a.css', 'not even staged')
    const before = state()
    await (await checkOutCommit(repository, 'HEAD', work)).discard()
    expect(state()).toEqual(before)
  })

  it('runs no program that the repository names: no filter, no hook, no monitor', async () => {
    const mark = join(home, 'ran')
    write('.gitattributes', '*.css filter=evil export-ignore\n')
    git('config', 'filter.evil.clean', 'cat')
    git('config', 'filter.evil.smudge', `touch ${mark}; cat`)
    mkdirSync(join(repository, 'hooks'))
    for (const hook of ['post-checkout', 'reference-transaction'])
      writeFileSync(join(repository, 'hooks', hook), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 })
    write('static/a.css', 'filtered')
    commit('two')
    git('config', 'core.fsmonitor', `touch ${mark}`)
    git('config', 'core.hooksPath', join(repository, 'hooks'))
    rmSync(mark, { force: true })
    const aside = await checkOutCommit(repository, 'main', work)
    expect([existsSync(mark), readFileSync(join(aside.folder, 'static/a.css'), 'utf8')]).toEqual([false, 'filtered'])
    await aside.discard()
  })

  it('tells of submodules, pointers of Git LFS and links that lead out; other links stay links', async () => {
    write('static/large.png', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n')
    symlinkSync('a.css', join(repository, 'static/inside.css'))
    symlinkSync('/etc/passwd', join(repository, 'static/outside'))
    git('add', '-A')
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},static/vendor`)
    git('commit', '-qm', 'two')
    const aside = await checkOutCommit(repository, 'HEAD', work)
    expect({
      remarks: aside.remarks,
      link: readlinkSync(join(aside.folder, 'static/inside.css')),
      files: readdirSync(join(aside.folder, 'static')).toSorted(),
    }).toEqual({
      remarks: [
        'static/vendor is a submodule; its files are not part of the commit.',
        'static/large.png is a pointer of Git LFS; its contents are not in the repository.',
        'static/outside is a link that leads out of the repository, and was left out.',
      ],
      link: 'a.css',
      files: ['a.css', 'inside.css', 'large.png'],
    })
    await aside.discard()
  })

  it('keeps names that are not UTF-8, and bytes that are no text', async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(join(repository, 'static/')), Buffer.from([0xe9, 0x2e, 0x6a])]),
      Buffer.from([0, 10, 255]),
    )
    commit('two')
    const aside = await checkOutCommit(repository, 'HEAD', work)
    const [, raw = Buffer.alloc(0)] = readdirSync(join(aside.folder, 'static'), { encoding: 'buffer' })
    const path = Buffer.concat([Buffer.from(join(aside.folder, 'static/')), raw])
    expect([[...raw], [...readFileSync(path)]]).toEqual([
      [0xe9, 0x2e, 0x6a],
      [0, 10, 255],
    ])
    await aside.discard()
  })

  it.each([
    ['that is not there', 'gone', /has no commit gone/],
    ['that is an option', '--upload-pack=touch', /has no commit --upload-pack/],
    ['that is no commit', 'HEAD:static', /has no commit/],
  ])('%s is refused', async (_, ref, message) => {
    await expect(checkOutCommit(repository, ref, work)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(message),
    })
  })

  it('of a folder in no repository is refused', async () => {
    await expect(checkOutCommit(home, 'HEAD', work)).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('is given up when it is cancelled, and nothing is left', async () => {
    const before = process.env['TMPDIR']
    const temporary = join(home, 'tmp')
    mkdirSync(temporary)
    process.env['TMPDIR'] = temporary
    const abort = new AbortController()
    const report = ({ step }: { step: string }): void => {
      if (step === 'Laying out the commit') abort.abort()
    }
    const text = Array.from({ length: 400 }, (_, at) => at)
    for (const at of text) write(`static/${at}.css`, 'x'.repeat(20_000) + at)
    commit('two')
    await expect(checkOutCommit(repository, 'HEAD', { signal: abort.signal, report })).rejects.toMatchObject({
      code: 'cancelled',
    })
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    expect(readdirSync(temporary)).toEqual([])
  })
})
