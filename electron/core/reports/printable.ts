/** A hostile name as one harmless piece of a line: control signs and signs that turn the writing direction are escaped. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    )
}
