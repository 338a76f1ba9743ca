import { basename, join, resolve } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import { filesBelow, textOfFile } from '../core/check/files-below.ts'

/** Tags that hardly any template of Django's is without; other languages with `{%` have not all of them, but some. */
const DJANGO_TAG =
  /\{%-?\s*(?:extends|include|load|block|static|url|csrf_token|if|for|with|trans|translate|blocktrans|blocktranslate)\b/
const TEMPLATE = /\.(?:html?|xhtml|txt|xml|jinja2?|j2|dj(?:ango|html)|md|mjml|eml)$/i
const NAMED_SO = /^(?:templates|jinja2)$/
/** Files that are looked into before a folder counts as one of static files. */
const MOST_FILES = 200

/**
 * Refuses a folder of templates that stands where a folder of static files is meant, as in `check static --templates
 * shop/templates`: the option takes no value, and as a source its templates would be collected.
 * @param word a source as it stands on the command line: `[PREFIX=]DIR`
 * @throws InspectorError bad-input
 */
export function refuseTemplates(word: string): void {
  const folder = word.slice(word.indexOf('=') + 1)
  if (!holdsTemplates(resolve(folder))) return
  throw new InspectorError(
    'bad-input',
    `${word} holds Django templates, and a source is a folder of static files. To have the names looked up that they ask for, write --template-folder ${folder}; if they are to be collected, write --source ${word}.`,
  )
}

/**
 * Refuses `static-root:DIR`, which elsewhere is a release of what lies there: collected once more, the hashed names would
 * get further hashes.
 * @throws InspectorError bad-input
 */
export function refuseStaticRoot(word: string, folder: string): never {
  throw new InspectorError(
    'bad-input',
    `${word} cannot be checked: it is what was collected, and check collects anew. Name the folders or the project that it comes from, with --static-root ${folder} if its present state is to count. Two collected folders are checked beside each other by diff static-root:A static-root:B --findings.`,
  )
}

/** Whether a folder is called like one of templates, or has nothing that only a folder of static files has. */
function holdsTemplates(folder: string): boolean {
  const isNamedSo = NAMED_SO.test(basename(folder))
  let hasTag = false
  let seen = 0
  for (const name of filesBelow(folder)) {
    seen += 1
    if (seen > MOST_FILES) return isNamedSo && hasTag
    if (!TEMPLATE.test(name)) {
      if (!isNamedSo) return false
      continue
    }
    hasTag ||= DJANGO_TAG.test(textOfFile(join(folder, name)) ?? '')
    if (hasTag && isNamedSo) return true
  }
  return hasTag
}
