import type { ProblemLog } from './problem-log.ts';
import type { ColumnTable, SourceName } from './records.ts';
import { CATEGORY } from './words.ts';

/** When rows of a source begin and end. */
const SPANS: Readonly<Partial<Record<SourceName, readonly [string, string]>>> = {
  statusChanges: ['enteredAt', 'exitedAt'],
  assignments: ['from', 'to'],
  conversations: ['startedAt', 'closedAt'],
};
/** What the SLA of a close is only once there was one. */
const DONE = ['metOnTime', 'metLate', 'missed'];

/** What `checkSpans` tells of. */
export const SPAN_FAULTS: readonly string[] = ['end-before-start', 'sla-of-open'];

/** Tells the log of rows that contradict themselves: those that end before they begin, and open tickets whose close SLA is done. */
export function checkSpans(source: SourceName, { columns, length }: ColumnTable, log: ProblemLog): void {
  const [began, ended] = SPANS[source] ?? [];
  const [from, to] = [columns[began!], columns[ended!]];
  if (from?.kind === 'time' && to?.kind === 'time') {
    to.values.forEach((end, row) => end < from.values[row]! && log.add('end-before-start', source, ended, row + 1));
  }
  const { closeSlaStatus: sla, closedAt, [CATEGORY]: category } = columns;
  if (source !== 'tickets' || sla?.kind !== 'string' || !(closedAt ?? category)) return;
  const done = sla.dictionary.map((word) => DONE.includes(word));
  const closed = category?.kind === 'string' ? category.dictionary.indexOf('closed') : -1;
  for (let row = 0; row < length; row++) {
    const code = sla.codes[row]!;
    if (!done[code] || (closedAt?.kind === 'time' && !Number.isNaN(closedAt.values[row]))) continue;
    if (closed < 0 || (category?.kind === 'string' && category.codes[row] !== closed)) log.add('sla-of-open', source, 'closeSlaStatus', row + 1, sla.dictionary[code]);
  }
}
