import { type FileContent, readContentBytes } from '../files/file-content.ts'
import type { DjangoError } from '../../../shared/model/preview.ts'
import type { Preview, PreviewFile, PreviewManifest, ShownRun } from '../collect/preview-result.ts'
import { cleanName } from '../collect/hashed-names.ts'
import type { Collected } from './collected-answer.ts'
import { shownError } from './comparable-text.ts'
import type { OutputFile } from './output-tree.ts'
import { writtenManifest } from './written-manifest.ts'

/**
 * A preview whose answer is what the project's real Django did: hashed names, URLs, output bytes, manifest, last line and
 * first error are Django's, and the doubts about classes that are not emulated are gone. What only the preview can tell
 * (references, providers, findings) stays.
 * @param theirs the output files of the real run, which must stay where they are
 * @param root the folder that stood for STATIC_ROOT
 */
export function verifiedPreview(
  preview: Preview,
  collected: Collected,
  theirs: ReadonlyMap<string, OutputFile>,
  root: string,
): Preview {
  const findings = preview.findings.filter(({ code }) => code !== 'not-emulated')
  const known = {
    ...preview,
    findings,
    counts: { ...preview.counts, findings: findings.length },
    storageClass: collected.storage ?? preview.storageClass,
    verifiedBy: collected.django,
  }
  if (collected.error !== null) return { ...known, ...failed(preview, collected, root) }
  const answers = new Map(collected.names.map(([name, hashedName, url]) => [name, { hashedName, url }]))
  const files = preview.files.map((file) => verifiedFile(file, answers.get(file.name), collected, theirs))
  return {
    ...known,
    files,
    succeeds: true,
    firstError: null,
    errors: [],
    counts: { ...known.counts, errors: 0, brokenFiles: 0, hashed: files.filter((file) => file.hashedName).length },
    summaryLine: (collected.summary ?? '').trim().replace(/ to '[^\n]*'(?=[,.])/, " to '<STATIC_ROOT>'"),
    manifest: verifiedManifest(preview, collected, root),
    evidence: {
      ...preview.evidence,
      run: async () => withOutputs(await preview.evidence.run(), files, theirs),
    },
  }
}

function verifiedFile(
  file: PreviewFile,
  answer: { readonly hashedName: string | null; readonly url: string | null } | undefined,
  { remote }: Collected,
  theirs: ReadonlyMap<string, OutputFile>,
): PreviewFile {
  const hashedName = answer?.hashedName ?? null
  const output = hashedName === null ? undefined : theirs.get(hashedName)
  const compressed = [file.name, ...(hashedName === null ? [] : [hashedName])]
    .flatMap((name) => ['.br', '.gz'].map((suffix) => name + suffix))
    .flatMap((name) => {
      const form = theirs.get(name)
      return form?.kind === 'content' && file.compressed.length > 0 ? [{ name, size: form.content.size }] : []
    })
  return {
    ...file,
    hashedName,
    // The stand-in of a remote storage has no URLs of its own.
    url: remote ? file.url : (answer?.url ?? null),
    outputSize: output?.kind === 'content' ? output.content.size : null,
    errors: 0,
    compressed,
  }
}

function failed(
  preview: Preview,
  collected: Collected,
  root: string,
): Pick<Preview, 'succeeds' | 'firstError' | 'errors'> {
  const error = shownError(collected, root)
  if (error === null) return preview
  const firstError: DjangoError = { name: collected.error?.name ?? null, ...error }
  const others = preview.errors.filter(({ name, type }) => name !== firstError.name || type !== firstError.type)
  const first = preview.errors.find((candidate) => !others.includes(candidate))
  const plain = { step: 'post-process', line: null, column: null, matched: null, target: null } as const
  return { succeeds: false, firstError, errors: [{ ...plain, ...first, ...firstError }, ...others] }
}

/** The manifest as it was written; one of another form than Django's keeps the entries of the preview. */
function verifiedManifest(preview: Preview, collected: Collected, root: string): PreviewManifest | null {
  const written = writtenManifest(collected, root)
  if (written === null) return null
  const bytes = readContentBytes(written.content)
  const paths = collected.names.flatMap(([name, hashedName]) =>
    hashedName === null ? [] : [[name, hashedName] as const],
  )
  return {
    paths,
    version: preview.manifest?.version ?? '',
    hash: preview.manifest?.hash ?? null,
    bytes,
    name: written.name,
  }
}

/** The run with the real output files in place of those that were worked out. */
function withOutputs(
  { run, disk }: ShownRun,
  files: readonly PreviewFile[],
  theirs: ReadonlyMap<string, OutputFile>,
): ShownRun {
  const { post } = run
  if (post === null) return { run, disk }
  const outputs = new Map<string, FileContent>()
  const hashedFiles = new Map<string, string>()
  for (const { name, hashedName } of files) {
    if (hashedName === null) continue
    hashedFiles.set(cleanName(name), hashedName)
    const file = theirs.get(hashedName)
    if (file?.kind === 'content') outputs.set(name, file.content)
  }
  return { run: { ...run, post: { ...post, outputs, hashedFiles } }, disk }
}
