import { columnOf, numbersOf, stringsOf, tableOf, type Desk } from '../desk.ts';
import { endsOf, type Ends } from './ends.ts';
import { ACTIVE, DUE_SOON, LATE, MET, MISSED, NONE, NOT_ENDED, ON_TIME, OPEN_OVERDUE, OTHER, OVERDUE, type OwnKind, PAUSED, RUNS, STATES, UNTOLD, WAS_LATE, WAS_MISSED, WAS_ON_TIME } from './states.ts';
import { keepAt, type View } from '../view.ts';
import { CHUNK, chunks, type Work } from '../work.ts';

/** One kind of SLA, by ticket row, as at a view. */
export interface Slas {
  /** Codes of `STATES`. */
  state: Uint8Array;
  outcome: Uint8Array;
  /** When it counts; NaN where nobody says, -Infinity with a close that has no date. */
  date: Float64Array;
  due: Float64Array;
  /** Whether some were met nobody knows when. */
  hasUndated: boolean;
  /** Since when its time runs; NaN where that is not known. */
  since: Float64Array;
}

/** Milliseconds before the due date from which on an SLA is due soon: a share of the target within bounds. */
const DUE_SOON_RULE = { share: 0.25, min: 300_000, max: 3_600_000 };

/** Whether the source says anything about a kind. */
export function* hasKind(desk: Desk, kind: OwnKind): Work<boolean> {
  return !!(yield* columnOf(desk, 'tickets', `${kind}SlaStatus`)) || !!(yield* columnOf(desk, 'tickets', `${kind}SlaDueAt`));
}

export function* slasAt(view: View, kind: OwnKind): Work<Slas> {
  return yield* keepAt(view, `sla.${kind}.${optionsKey(view)}`, () => derive(view, kind));
}

/** What of a query's options SLAs rest on. */
export function optionsKey({ options: { now, dueSoon } }: View): string {
  return `${now !== undefined}${dueSoon ? [dueSoon.share, dueSoon.min, dueSoon.max].join() : ''}`;
}

/** The source's states as codes; undefined where it gives none. */
export function* givenStates(desk: Desk, kind: OwnKind): Work<Uint8Array | undefined> {
  const column = yield* stringsOf(desk, 'tickets', `${kind}SlaStatus`);
  if (!column) return undefined;
  const known: readonly string[] = STATES;
  const codes = column.dictionary.map((word) => (word === '' ? 0 : known.indexOf(word) + 1 || OTHER));
  const given = new Uint8Array(column.codes.length);
  yield* chunks(given.length, (from, to) => {
    for (let row = from; row < to; row++) given[row] = codes[column.codes[row]!]!;
  });
  return given;
}

function* derive(view: View, kind: OwnKind): Work<Slas> {
  const { length } = yield* tableOf(view.desk, 'tickets');
  const due = yield* numbersOf(view.desk, 'tickets', `${kind}SlaDueAt`);
  const given = yield* givenStates(view.desk, kind);
  const ends = yield* endsOf(view, kind, !!given?.includes(MISSED));
  const rules: Rules = { at: view.at, soon: view.options.dueSoon ?? DUE_SOON_RULE, isFrozen: view.options.now !== undefined, kind, given, due, ends };
  const found = { state: new Uint8Array(length), outcome: new Uint8Array(length), date: new Float64Array(length), due, hasUndated: false, since: ends.since };
  const rows = new Int32Array(CHUNK);
  yield* chunks(length, (from, to) => {
    if (!ends.came) fillMet(due, ends.met, ends.until, found.state, found.outcome, found.date, from, to);
    const count = listLeft(given, found.state, rows, from, to);
    if (fillStates(rules, found, rows, count)) found.hasUndated = true;
  });
  return found;
}

/** What states are found by. */
interface Rules {
  at: number;
  soon: typeof DUE_SOON_RULE;
  isFrozen: boolean;
  kind: OwnKind;
  given: Uint8Array | undefined;
  due: Float64Array;
  ends: Ends;
}

/**
 * Writes what becomes of rows that the source says nothing about, where they were met at an instant that is known or have no due
 * date. Fast as the loops of `loops.ts`, and without branches: the processor would often guess wrong.
 */
function fillMet(due: Float64Array, met: Float64Array, until: number, state: Uint8Array, outcome: Uint8Array, date: Float64Array, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const at = met[row]!;
    const limit = due[row]!;
    const none = Number(limit !== limit);
    const done = (none ^ 1) & Number(at < until) & Number(at > -Infinity);
    const late = Number(at > limit);
    state[row] = none * NONE + done * (ON_TIME - late);
    outcome[row] = done * (WAS_ON_TIME + late);
    // NaN where either is.
    date[row] = at + (limit - limit);
  }
}

/** Lists rows that have no state yet, or one of the source's own; gives how many. */
function listLeft(given: Uint8Array | undefined, state: Uint8Array, rows: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let row = from; row < to; row++) if (state[row] === 0 || (given && given[row])) rows[count++] = row;
  return count;
}

/** Writes what becomes of rows one by one; tells whether some were met nobody knows when. */
function fillStates(rules: Rules, { state, outcome, date }: Pick<Slas, 'state' | 'outcome' | 'date'>, rows: Int32Array, count: number): boolean {
  const { given, due, kind, ends } = rules;
  const { met, came, closed, until } = ends;
  const byClose = kind === 'close';
  let hasUndated = false;
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const isClosed = closed[row]! < until;
    const told = given && given[row] ? held(rules, given[row]!, row, isClosed) : 0;
    const end = came ? came[row]! : met[row]! < until ? (byClose && met[row] === -Infinity ? 0 : MET) : isClosed ? MISSED : RUNS;
    const own = told || (end === MET && due[row] === due[row] ? (met[row]! <= due[row]! ? ON_TIME : LATE) : derived(rules, end, row));
    const isMet = own === ON_TIME || own === LATE;
    state[row] = own;
    outcome[row] = outcomeOf(own, kind, isClosed);
    date[row] = isMet ? met[row]! : own === MISSED ? missedAt(due[row]!, row, ends) : own === 0 && byClose ? -Infinity : due[row]!;
    if (isMet && outcome[row] && date[row] !== date[row]) hasUndated = true;
  }
  return hasUndated;
}

/** The state of one that runs. */
function running({ at, due, soon, ends }: Rules, row: number): number {
  if (at > due[row]!) return OVERDUE;
  const target = due[row]! - ends.since[row]!;
  const threshold = target === target ? Math.min(Math.max(soon.share * target, soon.min), soon.max) : soon.max;
  return due[row]! - at <= threshold ? DUE_SOON : ACTIVE;
}

/** The source's own state, where it holds at the view; else 0. */
function held(rules: Rules, given: number, row: number, isClosed: boolean): number {
  const { due, ends } = rules;
  if (given < PAUSED && !rules.isFrozen && !isClosed) {
    // Since the source's last word the clock has gone on.
    return due[row] === due[row] ? Math.min(given, running(rules, row)) : given;
  }
  if (given <= PAUSED) return isClosed ? 0 : given;
  // What ended it may lie ahead of the view.
  if (given === ON_TIME || given === LATE) return ends.metNow[row]! >= ends.until ? 0 : given;
  return given === MISSED && ends.closedNow[row]! >= ends.until ? 0 : given;
}

/** What the due date makes of one that was not met. */
function derived(rules: Rules, came: number, row: number): number {
  if (rules.due[row] !== rules.due[row]) return NONE;
  return came === RUNS ? running(rules, row) : came;
}

function outcomeOf(state: number, kind: OwnKind, isClosed: boolean): number {
  if (state === OVERDUE) return isClosed ? NOT_ENDED : OPEN_OVERDUE;
  if (state === 0 || state === OTHER) return UNTOLD;
  if (state < MISSED || state === NONE || (kind === 'close' && !isClosed)) return NOT_ENDED;
  return state === ON_TIME ? WAS_ON_TIME : state === LATE ? WAS_LATE : WAS_MISSED;
}

/** Missed SLAs count when they fell due, or with the close where that came first; without a due date with the last close. */
function missedAt(due: number, row: number, { lost, lastClose }: Ends): number {
  if (due !== due) return lastClose(row);
  const close = lost(row);
  return close > -Infinity && close < due ? close : due;
}
