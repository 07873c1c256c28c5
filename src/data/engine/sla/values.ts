import type { SlaKind } from '../../catalog/measures.ts';
import { reader, type Reader } from '../blocks.ts';
import { MISSING, OUT, type Frame } from '../measures/spec.ts';
import { hasKind, optionsKey, slasAt, type Slas } from './sla.ts';
import { NONE, OPEN_OVERDUE, OTHER, OWN_KINDS, type OwnKind, STATES, UNTOLD, WAS_LATE, WAS_MISSED, WAS_ON_TIME } from './states.ts';
import { keepAt, type View } from '../view.ts';
import { tableOf } from '../desk.ts';
import { chunks, type Work } from '../work.ts';

/** What each outcome is worth to a measure: not ended, on time, late, missed, open overdue, untold. */
const WORTH: Readonly<Record<string, readonly number[]>> = {
  slaOnTime: [OUT, 1, OUT, OUT, OUT, OUT],
  slaLate: [OUT, OUT, 1, OUT, OUT, OUT],
  slaMissed: [OUT, OUT, OUT, 1, OUT, OUT],
  slaOpenOverdue: [OUT, OUT, OUT, OUT, 1, OUT],
  slaOnTimeRate: [OUT, 1, 0, 0, OUT, MISSING],
  slaOnTimeRateStrict: [OUT, 1, 0, 0, 0, MISSING],
};

/** Outcomes from worst to best, where a ticket counts once for all its SLAs. */
const COMPLETED = [WAS_MISSED, WAS_LATE, WAS_ON_TIME, UNTOLD];
const WORST_FIRST: Readonly<Record<string, readonly number[]>> = {
  slaOpenOverdue: [OPEN_OVERDUE],
  slaOnTimeRateStrict: [WAS_MISSED, WAS_LATE, OPEN_OVERDUE, WAS_ON_TIME, UNTOLD],
};

/** The value that a ticket adds to a measure of SLAs. */
export function* slaValues(frame: Frame, base: string, kind: SlaKind): Work<Reader> {
  const { view, undated } = frame;
  const worth = WORTH[base];
  if (!worth) {
    const code = (STATES as readonly string[]).indexOf(base.charAt(3).toLowerCase() + base.slice(4)) + 1;
    const states = kind === 'any' ? yield* anyStates(view) : (yield* slasAt(view, kind)).state;
    return reader((row) => (states[row] === code ? 1 : OUT));
  }
  if (kind === 'any') {
    const all = yield* slasOfAll(view);
    const worst = worthOfSeveral(base);
    return reader((row) => worst[all.reduce((set, { outcome }) => set | (1 << outcome[row]!), 0)]!);
  }
  const slas = yield* slasAt(view, kind);
  const [{ outcome }, date] = [slas, dateOf(view, slas)];
  if (undated) return reader((row) => (date[row] === -Infinity ? MISSING : worth[outcome[row]!]!));
  return Object.assign(
    reader((row) => worth[outcome[row]!]!),
    { coded: { codes: outcome, worth } },
  );
}

/** The value of a ticket by the set of its outcomes, bit by bit. */
export function worthOfSeveral(base: string): Float64Array {
  const order = WORST_FIRST[base] ?? COMPLETED;
  return Float64Array.from({ length: 64 }, (_, set) => WORTH[base]![order.find((outcome) => set & (1 << outcome)) ?? 0]!);
}

/** When an SLA counts; of several, the earliest. */
export function* slaDates({ view }: Frame, kind: SlaKind): Work<Float64Array> {
  if (kind !== 'any') return dateOf(view, yield* slasAt(view, kind));
  const dates = (yield* slasOfAll(view)).map((slas) => dateOf(view, slas));
  const { length } = yield* tableOf(view.desk, 'tickets');
  const earliest = new Float64Array(length).fill(NaN);
  yield* chunks(length, (from, to) => {
    for (const date of dates) for (let row = from; row < to; row++) if (!(date[row]! >= earliest[row]!) && date[row] === date[row]) earliest[row] = date[row]!;
  });
  return earliest;
}

/** The instants that the query places an SLA by. */
export function dateOf({ options }: View, { date, due }: Slas): Float64Array {
  return options.attribution === 'due' ? due : date;
}

/** The SLAs of every kind that the source tells of. */
export function* slasOfAll(view: View): Work<Slas[]> {
  const found: Slas[] = [];
  for (const kind of yield* kindsOf(view)) found.push(yield* slasAt(view, kind));
  return found;
}

export function* kindsOf({ desk }: View): Work<OwnKind[]> {
  const found: OwnKind[] = [];
  for (const kind of OWN_KINDS) if (yield* hasKind(desk, kind)) found.push(kind);
  return found;
}

/** The most urgent state of each ticket. */
export function* anyStates(view: View): Work<Uint8Array> {
  return yield* keepAt(view, `sla.any.${optionsKey(view)}`, function* () {
    const { length } = yield* tableOf(view.desk, 'tickets');
    const all = yield* slasOfAll(view);
    const states = new Uint8Array(length);
    yield* chunks(length, (from, to) => {
      for (let row = from; row < to; row++) {
        let [urgent, isTold] = [NONE, true];
        for (const { state } of all) {
          const own = state[row]!;
          if (own === 0 || own === OTHER) isTold = false;
          else if (own < urgent) urgent = own;
        }
        states[row] = urgent === NONE && !isTold ? 0 : urgent;
      }
    });
    return states;
  });
}
