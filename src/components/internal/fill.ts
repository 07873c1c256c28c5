/** A term with its slots filled: the pieces of `text` with each `{0}`, `{1}` replaced by its value, for a template to render. */
export function fill(text: string, ...values: readonly unknown[]): unknown[] {
  return text.split(/(\{\d\})/).map((piece) => (/^\{\d\}$/.test(piece) ? values[Number(piece[1])] : piece));
}

/** The same as plain text, for names and titles. */
export function fillText(text: string, ...values: readonly string[]): string {
  return fill(text, ...values).join('');
}
