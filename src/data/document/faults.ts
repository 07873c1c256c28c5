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

/** Throws the fault of a text that is no JSON, with line and column where the engine tells a place. `linesBefore` stand above `text`. */
export function jsonFault(name: string, text: string, error: unknown, linesBefore = 0): never {
  const message = error instanceof Error ? error.message : String(error);
  if (text.trimStart().startsWith('<')) webPageFault(name);
  const position = /position (\d+)/.exec(message)?.[1];
  const told = /line (\d+) column (\d+)/.exec(message);
  const before = position === undefined ? undefined : text.slice(0, Number(position)).split('\n');
  const [line, column] = before ? [before.length, before.at(-1)!.length + 1] : told ? [Number(told[1]), Number(told[2])] : [];
  const place = line === undefined ? '' : ` in line ${line + linesBefore}, column ${column}`;
  const end = text.trim() === '' || /end of|unterminated/i.test(message);
  fault('bad-data', `${name} is not valid JSON${place}${end ? '; it may be cut off' : ''}.`, { detail: message.slice(0, 200) }, error);
}

/** Throws the fault of a web page met in place of data. */
export function webPageFault(name: string): never {
  fault('bad-data', `${name} is a web page, not data.`, { detail: 'The address may be wrong, or a sign-in page may have answered.' });
}
