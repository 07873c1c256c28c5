import type { StringColumn } from '../../records/records.ts';
import { codesFor } from '../fill.ts';
import type { View } from '../view.ts';
import { visits, type Visits } from './visits.ts';
import type { Work } from '../work.ts';

/** Closings and reopenings as the visits before `until` tell them, for tickets that changed since, or whose own date says so against their visits. */
export function rewind(past: Visits, until: number, closedNow: Float64Array, reopensNow: Float64Array) {
  let [closed, reopens] = [closedNow, reopensNow];
  for (let row = 0; row < closedNow.length; row++) {
    const code = past.codeOfTicket[row]!;
    let last = past.first[code + 1]! - 1;
    // Visits without a date stand last and say nothing.
    while (last >= past.first[code]! && past.entered[last] !== past.entered[last]) last--;
    if (!code || last < past.first[code]! || (past.entered[last]! < until && !(closedNow[row]! >= until))) continue;
    if (closed === closedNow) [closed, reopens] = [closedNow.slice(), reopensNow.slice()];
    closed[row] = NaN;
    reopens[row] = 0;
    for (let visit = past.first[code]!; visit <= last && past.entered[visit]! < until; visit++) {
      if (past.closed[visit]) {
        if (closed[row] !== closed[row]) closed[row] = past.entered[visit]!;
      } else if (closed[row] === closed[row]) {
        closed[row] = NaN;
        reopens[row]!++;
      }
    }
  }
  return { closed, reopens };
}

/** A word of each ticket's visit at a view; today's, of `now`, where no visit has begun. */
export function* pastWords(view: View, field: 'status' | 'statusCategory', now: StringColumn | undefined): Work<StringColumn | undefined> {
  const past = yield* visits(view.desk);
  const then = past.table.columns[field];
  if (then?.kind !== 'string') return now;
  const words = [...new Set([...then.dictionary, ...(now?.dictionary ?? [])])];
  const codeNow = now?.dictionary.map((word) => words.indexOf(word));
  const codes = codesFor(words, past.codeOfTicket.length, (row) => {
    const ticket = past.codeOfTicket[row]!;
    let code = now ? codeNow![now.codes[row]!]! : 0;
    if (!ticket) return code;
    for (let visit = past.first[ticket]!; visit < past.first[ticket + 1]! && past.entered[visit]! < view.until; visit++) code = then.codes[visit]!;
    return code;
  });
  return { kind: 'string', dictionary: words, codes };
}

/** The first close that a ticket's visits tell; undefined where they tell none. */
export function firstCloseIn({ codeOfTicket, first, closed, entered }: Visits, row: number): number | undefined {
  const code = codeOfTicket[row]!;
  if (code) for (let visit = first[code]!; visit < first[code + 1]!; visit++) if (closed[visit] && entered[visit] === entered[visit]) return entered[visit]!;
  return undefined;
}

/** How often each ticket was reopened: as `given`, else as its visits tell. */
export function reopensIn({ codeOfTicket, first, closed, entered }: Visits, given: Float64Array): Float64Array {
  return given.map((count, row) => {
    const code = codeOfTicket[row]!;
    // Visits without a date stand last.
    if (count === count || !code || !(entered[first[code]!]! > -Infinity)) return count;
    let reopens = 0;
    for (let visit = first[code]! + 1; visit < first[code + 1]!; visit++) if (closed[visit - 1] && !closed[visit] && entered[visit]! > -Infinity) reopens++;
    return reopens;
  });
}
