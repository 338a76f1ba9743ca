import { deletableAt } from '../../../../shared/analysis/rollout/keep-until.ts'
import type { DeleteFormat } from '../../../../shared/model/delete-format.ts'
import type { KeepUntil } from '../../../../shared/model/rollout.ts'

/**
 * The stored names that may go at a moment, one a line or as a script for people to read and run; nothing is run here.
 * Places are variables that end the script when they are not set.
 */
export function* deleteList(files: readonly KeepUntil[], at: number, format: DeleteFormat): Generator<string> {
  yield* HEADS[format]
  for (const { storedName } of deletableAt(files, at)) yield `${lineOf(storedName, format)}\n`
}

const HEADS: Readonly<Record<DeleteFormat, readonly string[]>> = {
  list: [],
  sh: ['#!/bin/sh\n', 'set -eu\n', 'cd -- "${STATIC_ROOT:?set it to the folder of the collected files}"\n'],
  aws: ['#!/bin/sh\n', 'set -eu\n', ': "${BUCKET:?set it to s3://bucket/prefix}"\n'],
  gsutil: ['#!/bin/sh\n', 'set -eu\n', ': "${BUCKET:?set it to gs://bucket/prefix}"\n'],
  az: ['#!/bin/sh\n', 'set -eu\n', ': "${CONTAINER:?set it to the container}"\n', ': "${PREFIX=}"\n'],
}

function lineOf(name: string, format: DeleteFormat): string {
  switch (format) {
    case 'list':
      return name
    case 'sh':
      return `rm -f -- ${quoted(`./${name}`)}`
    case 'aws':
      return `aws s3 rm "$BUCKET"/${quoted(name)}`
    case 'gsutil':
      // gsutil takes these signs for wildcards even in quotes.
      return `gsutil rm "$BUCKET"/${quoted(name.replace(/[[\]*?]/g, '[$&]'))}`
    case 'az':
      return `az storage blob delete --container-name "$CONTAINER" --name "$PREFIX"${quoted(name)}`
  }
}

/** A word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
