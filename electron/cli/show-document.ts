import type { OutputOptions } from './report-options.ts'
import { createStyle, type Style, wantsColours } from './style.ts'
import { writePieces, writeTextFile } from '../core/files/write-text.ts'

/**
 * Prints what a command found as asked: the document on standard output with `--json`, into a file with `--json FILE`;
 * the words for people unless standard output already carries the document or `--quiet` is given.
 * @throws InspectorError when the file cannot be written
 */
export async function showDocument(
  options: OutputOptions,
  document: () => Iterable<string>,
  words: (style: Style) => Iterable<string>,
): Promise<void> {
  if (options.json !== undefined) {
    if (options.json !== true) await writeTextFile(options.json, document())
    else {
      await writePieces(process.stdout, document())
      return
    }
  }
  if (options.quiet !== true)
    await writePieces(process.stdout, words(createStyle(wantsColours(process.stdout, !options.color))))
}
