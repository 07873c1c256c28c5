import { fault, type Place, placeAfter, webPageFault } from './faults.ts';
import { feedValue, isArrays } from './feed-value.ts';
import type { TableFeed } from './table-feed.ts';
import type { Turns } from './turns.ts';

/** Letters gone through in one go. */
const STEP = 65_536;
const LONGEST_ROW = 1_000_000;

/** Feeds the rows of a JSON text, which comes in pieces, to a table: an array of rows, an object of arrays, or one row a line. */
export async function readJson(text: AsyncIterable<string>, name: string, feed: TableFeed, turn: Turns): Promise<void> {
  const pieces = small(text, turn);
  let head = '';
  for await (const piece of { [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) }) {
    head += piece;
    if (piece.trim()) break;
  }
  const first = head.trimStart()[0];
  if (first === '[') return readArray(head, pieces, name, feed);
  if (first === '<') webPageFault(name);
  if (first !== '{') (await jsonFaults()).jsonFault(name, head, undefined);
  return readObjects(head, pieces, name, feed, turn);
}

async function* small(text: AsyncIterable<string>, turn: Turns): AsyncGenerator<string, void> {
  for await (const piece of text) {
    for (let at = 0; at < piece.length; at += STEP) {
      yield piece.slice(at, at + STEP);
      await turn();
    }
  }
}

/** An array of rows, parsed in batches of whole rows. */
async function readArray(head: string, pieces: AsyncGenerator<string, void>, name: string, feed: TableFeed): Promise<void> {
  const open = head.indexOf('[') + 1;
  let place = placeAfter({ line: 1, column: 1 }, head.slice(0, open));
  let rest = head.slice(open);
  const scan = elementScanner();
  for (;;) {
    const { end, closed } = scan(rest);
    if (end > 0 || closed) {
      const batch = rest.slice(0, end);
      if (batch.trim()) for (const row of await parseBatch(batch, name, place)) feed.record(row);
      place = placeAfter(place, rest.slice(0, end + 1));
      rest = rest.slice(end + 1);
      scan.moved(end + 1);
    }
    if (closed) break;
    const next = await pieces.next();
    if (next.done) fault('bad-data', `${name} is not valid JSON: its list is never closed; it may be cut off.`);
    rest = longer(rest, next.value, name);
  }
  for (;;) {
    if (rest.trim()) fault('bad-data', `${name} is not valid JSON in line ${place.line}: something follows its list.`);
    const next = await pieces.next();
    if (next.done) return feed.ended();
    rest = next.value;
  }
}

/** A row and what comes behind it. Rows without end are refused: each piece would cost more than the one before. */
function longer(row: string, more: string, name: string): string {
  if (row.length > LONGEST_ROW) fault('bad-data', `${name} holds a row of more than ${LONGEST_ROW.toLocaleString('en-US')} letters.`);
  return row + more;
}

async function parseBatch(batch: string, name: string, { line, column }: Place): Promise<unknown[]> {
  try {
    return JSON.parse(`[${batch}]`) as unknown[];
  } catch (error) {
    return (await jsonFaults()).jsonFault(name, `[${batch}]`, error, { line, column: column - 1 });
  }
}

interface Scanner {
  /** Where the last whole element ends, and whether the array ends there. */
  (text: string): { end: number; closed: boolean };
  /** The text will begin so many letters later. */
  moved(by: number): void;
}

/** Finds the ends of an array's elements, without looking at any letter twice. */
function elementScanner(): Scanner {
  const marks = /["{}[\],]/g;
  let at = 0;
  let depth = 0;
  const scan = (text: string) => {
    let end = 0;
    marks.lastIndex = at;
    for (;;) {
      const mark = marks.exec(text);
      if (!mark) {
        at = text.length;
        return { end, closed: false };
      }
      if (mark[0] === '"') {
        const close = stringEnd(text, mark.index + 1);
        if (close < 0) {
          at = mark.index;
          return { end, closed: false };
        }
        marks.lastIndex = close + 1;
      } else if (mark[0] === ',') {
        if (depth === 0) end = mark.index;
      } else if (mark[0] === '{' || mark[0] === '[') depth++;
      else if (depth-- === 0) return { end: mark.index + (mark[0] === '}' ? 1 : 0), closed: true };
    }
  };
  return Object.assign(scan, { moved: (by: number) => void (at -= by) });
}

function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

/** One row a line, or one object of arrays. */
async function readObjects(head: string, pieces: AsyncGenerator<string, void>, name: string, feed: TableFeed, turn: Turns): Promise<void> {
  const parts = [head.trimStart()];
  let next = await pieces.next();
  while (!parts.at(-1)!.includes('\n') && !next.done) {
    parts.push(next.value);
    next = await pieces.next();
  }
  const text = parts.join('');
  const line = objectOf(text.split('\n', 1)[0]!);
  if (line && !isArrays(line)) {
    let row = text;
    for (;;) {
      const lines = row.split('\n');
      row = next.done ? '' : lines.pop()!;
      for (const one of lines) {
        if (!one.trim()) continue;
        const record = objectOf(one);
        if (record) feed.record(record);
        else feed.leaveOut('bad-json', one.trim().slice(0, 80));
      }
      if (next.done) return feed.ended();
      row = longer(row, next.value, name);
      next = await pieces.next();
    }
  }
  for (; !next.done; next = await pieces.next()) parts.push(next.value);
  const whole = parts.join('');
  let value: object;
  try {
    value = JSON.parse(whole) as object;
  } catch (error) {
    return (await jsonFaults()).jsonFault(name, whole, error);
  }
  return feedValue(value, name, feed, turn);
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What tells the place of a fault, loaded with the first. */
function jsonFaults() {
  return import('./json-place.ts');
}
