import type { NameTable, ReleaseSide, SideNames } from '../../model/rollout.ts'
import { isAtLeast } from './django-of.ts'
import type { Reason } from './judge-request.ts'

/**
 * Why a visitor gets what they get, in one sentence.
 * @param name a logical name to tell it by
 */
export function describeReason(
  reason: Reason,
  name: string,
  page: ReleaseSide,
  table: NameTable,
  sides: SideNames,
): string {
  const own = sides[page]
  // Where a table is of no release, no reason tells of one.
  const other = table === 'a' || table === 'b' ? sides[table] : ''
  switch (reason) {
    case 'fine':
      return 'All is as it should be.'
    case 'not-in-manifest':
      return `Templates of ${own} ask for ${name}, which the manifest of ${other} does not have.`
    case 'empty-table':
      return `The process found no manifest and keeps an empty table until it ends; the first look-up of ${name} fails.`
    case 'no-plain-copy':
      return `${name} is not in the manifest, and there is no plain copy to compute a name from.`
    case 'plain-copy-away':
      return `${name} is not in the manifest, and the plain copy to compute a name from is away until collectstatic has copied it.`
    case 'plain-copy-going':
      return `${name} is not in the manifest; collectstatic --clear deletes the plain copy that its name was computed from, and brings none.`
    case 'half-written':
      return `The manifest is half written, so that no name can be looked up, ${name} as little as others; the next request tries again.`
    case 'blob-not-found':
      return `There is no manifest, which is an error of its own with the storage for Azure; no name can be looked up, ${name} as little as others, and the next request tries again.`
    case 'hash-of-plain-copy':
      return `The name of ${name} is computed from its plain copy, whose bytes are those before its references were replaced: no such file exists.`
    case 'computed':
      return `${name} is not in the manifest; its name is computed from the plain copy at each request, and is right while that copy stays.`
    case 'not-there':
      return `The file for ${name} does not lie where the request arrives.`
    case 'rewritten':
      return `collectstatic deletes ${name} and saves it again; between the two it is not there.`
    case 'not-listed':
      return `WhiteNoise listed the files when its process started, and ${name} came later.`
    case 'deleted-under-whitenoise':
      return `WhiteNoise listed ${name} when its process started; the file was deleted since, which is a FileNotFoundError.`
    case 'rewritten-under-whitenoise':
      return `collectstatic deletes ${name} and saves it again; WhiteNoise listed it before, so that a request between the two is a FileNotFoundError.`
    case 'cut-by-whitenoise':
      return `WhiteNoise sends what lies under ${name} now in the length that it had when the process started: cut off, or broken off before its end.`
    case 'other-table':
      return `HTML of ${own} gets the file that the manifest of ${other} names for ${name}.`
    case 'other-plain':
      return `The plain copy of ${name} is that of ${sides[page === 'a' ? 'b' : 'a']}.`
    case 'other-bytes':
      return `${name} has one stored name and two contents; the one collected last is there.`
    case 'cached':
      return `A cache still has an earlier answer for ${name}.`
  }
}

/**
 * What Django or WhiteNoise says, word for word up to the address of the storage; null where nothing is raised.
 * @param django series of the page's release
 */
export function errorMessage(reason: Reason, name: string, django: string): string | null {
  switch (reason) {
    case 'not-in-manifest':
    case 'empty-table':
      return `ValueError: Missing staticfiles manifest entry for '${name}'`
    case 'no-plain-copy':
    case 'plain-copy-away':
    case 'plain-copy-going':
      return `ValueError: The file '${name}' could not be found with <…>.`
    case 'half-written':
      // `manifest_version` is 1.1 from 4.2 on.
      return `ValueError: Couldn't load manifest 'staticfiles.json' (version ${isAtLeast(django, 4, 2) ? '1.1' : '1.0'})`
    case 'blob-not-found':
      return 'ResourceNotFoundError: The specified blob does not exist.'
    case 'deleted-under-whitenoise':
    case 'rewritten-under-whitenoise':
      return `FileNotFoundError: [Errno 2] No such file or directory: '…/${name}'`
    case 'fine':
    case 'hash-of-plain-copy':
    case 'computed':
    case 'not-there':
    case 'rewritten':
    case 'not-listed':
    case 'cut-by-whitenoise':
    case 'other-table':
    case 'other-plain':
    case 'other-bytes':
    case 'cached':
      return null
  }
}

/** What is to blame for hazards of one kind, without a file's name. */
export function describeCause(reason: Reason, page: ReleaseSide, table: NameTable, sides: SideNames): string {
  const own = sides[page]
  const other = table === 'a' || table === 'b' ? sides[table] : ''
  switch (reason) {
    case 'fine':
      return 'Nothing is wrong'
    case 'not-in-manifest':
      return page === table
        ? `Templates of ${own} ask for names that its own manifest does not have`
        : `Workers of ${own} hold the manifest of ${other}, which lacks names of theirs`
    case 'empty-table':
      return `Workers of ${own} found no manifest and hold an empty table`
    case 'no-plain-copy':
      return `Names of ${own} are in no manifest and have no plain copy`
    case 'plain-copy-away':
      return `Names of ${own} are in no manifest, and collectstatic copies their plain copies`
    case 'plain-copy-going':
      return `Names of ${own} are in no manifest, and collectstatic --clear deletes their plain copies`
    case 'half-written':
      return `Workers of ${own} read a manifest that was half written`
    case 'blob-not-found':
      return `Workers of ${own} found no manifest, which is an error on Azure`
    case 'hash-of-plain-copy':
      return `Names of ${own} are computed from plain copies, and no file is stored so`
    case 'computed':
      return `Names of ${own} are computed from plain copies`
    case 'not-there':
      return `Files of ${other === '' ? own : other} do not lie where the request arrives`
    case 'rewritten':
      return 'collectstatic deletes files and saves them again'
    case 'not-listed':
      return 'WhiteNoise listed its files before these came'
    case 'deleted-under-whitenoise':
      return 'Files were deleted after WhiteNoise had listed them'
    case 'rewritten-under-whitenoise':
      return 'collectstatic deletes files that WhiteNoise has listed, and saves them again'
    case 'cut-by-whitenoise':
      return 'WhiteNoise sends changed files in the length that they had when it listed them'
    case 'other-table':
      return `Workers of ${own} hold the manifest of ${other} and name its files`
    case 'other-plain':
      return 'Plain copies were overwritten by the other release'
    case 'other-bytes':
      return 'One stored name has two contents'
    case 'cached':
      return 'A cache still has an earlier answer'
  }
}
