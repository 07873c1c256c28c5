import { fault, type Place, placeAfter, webPageFault } from './faults.ts';

/** Throws the fault of a text that is no JSON, and its place. The text may begin somewhere in a file. */
export function jsonFault(name: string, text: string, error: unknown, start: Place = { line: 1, column: 1 }): never {
  if (text.trimStart().startsWith('<')) webPageFault(name);
  if (text.trim() === '' && start.line === 1 && start.column === 1) fault('bad-data', `${name} is empty.`);
  const at = jsonFaultAt(text);
  const { line, column } = placeAfter(start, text.slice(0, at));
  const end = at >= text.trimEnd().length ? '; it may be cut off' : '';
  fault('bad-data', `${name} is not valid JSON in line ${line}, column ${column}${end}.`, {}, error);
}

const TOKEN = /\s*(?:([{}[\],:])|(")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)(?![\w.]))/iy;
const LETTERS = /[^"\\\p{Cc}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-f]{4})/iy;

/** Where a text stops being JSON: the index of the first part that cannot stand there, or the text's length where it is cut off. */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  /** What may come next: a value, a key, a colon, or what follows a value. */
  let next: 'value' | 'key' | 'colon' | 'after' = 'value';
  let mayClose = false;
  for (TOKEN.lastIndex = 0; ; ) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    const start = from + /^\s*/.exec(text.slice(from))![0].length;
    if (!found) return start;
    const [, mark, words] = found;
    if (words) {
      const end = textEnd(text, TOKEN.lastIndex);
      if (end < 0) return start;
      TOKEN.lastIndex = end;
    }
    const closes = (mark === '}' || mark === ']') && (next === 'after' || mayClose) && open.at(-1) === mark;
    if (closes) {
      open.pop();
      next = 'after';
    } else if (next === 'value' && mark !== '}' && mark !== ']' && mark !== ',' && mark !== ':') {
      if (mark) open.push(mark === '{' ? '}' : ']');
      next = mark === '{' ? 'key' : mark ? 'value' : 'after';
    } else if (next === 'key' && words) next = 'colon';
    else if (next === 'colon' && mark === ':') next = 'value';
    else if (next === 'after' && mark === ',' && open.length) next = open.at(-1) === '}' ? 'key' : 'value';
    else return start;
    mayClose = mark === '{' || mark === '[';
  }
}

/** The index after the closing quotation mark of a text that begins at `at`; -1 where it has none. One pass, whatever the text. */
function textEnd(text: string, at: number): number {
  for (;;) {
    LETTERS.lastIndex = at;
    LETTERS.exec(text);
    at = LETTERS.lastIndex;
    if (text[at] === '"') return at + 1;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return -1;
    at = ESCAPE.lastIndex;
  }
}
