import { DataError, type Problem, type ProblemKind } from '../problem.ts';

/** Throws a `DataError` that says what is wrong and where. */
export function fault(kind: ProblemKind, title: string, more: Omit<Problem, 'kind' | 'title'> = {}, cause?: unknown): never {
  throw new DataError({ kind, title, ...more }, { cause });
}

/** The last part of an address, for sentences. */
export function fileName(url: string): string {
  return decodeURIComponentSafely(url.split(/[?#]/)[0]!.split('/').pop() || url);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A place in a text as people count, from 1. */
export interface Place {
  line: number;
  column: number;
}

/** The place at the end of `text`, which begins at `start`. */
export function placeAfter(start: Place, text: string): Place {
  let line = start.line;
  let last = -1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    line++;
    last = at;
  }
  return { line, column: last < 0 ? start.column + text.length : text.length - last };
}

/** Throws the fault of a web page met in place of data. */
export function webPageFault(name: string): never {
  fault('bad-data', `${name} is a web page, not data.`, { detail: 'The address may be wrong, or a sign-in page may have answered.' });
}
