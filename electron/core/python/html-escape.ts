const SPECIAL = /[&<>"']/g
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#x27;'],
])

/** `django.utils.html.escape` on plain text, the same since Django 3.0; it is what `{% static %}` prints with autoescape on. */
export function conditionalEscape(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES.get(character) ?? character)
}
