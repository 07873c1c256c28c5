import { reader, type Reader } from '../blocks.ts';
import { numbersOf, stringsOf, type Desk } from '../desk.ts';
import type { Work } from '../work.ts';
import { MISSING, OUT, type Frame } from './spec.ts';

/** Milliseconds within which a call is taken in time, unless the source's settings say otherwise. */
const SERVICE_LEVEL = 20_000;

/** What is known of each call, by row. */
interface Calls {
  isInbound(row: number): boolean;
  status(row: number): string;
  /** Inbound, and nobody took it: given up in the queue, or else. */
  isMissed(row: number): boolean;
  duration: Float64Array;
  wait: Float64Array;
  /** Milliseconds. */
  limit: number;
}

const completed = ({ status }: Calls, row: number) => status(row) === 'completed';
const abandoned = ({ isInbound, status }: Calls, row: number) => isInbound(row) && status(row) === 'abandoned';
/** Inbound calls that somebody could have taken. */
const offered = (calls: Calls, row: number) => calls.isMissed(row) || (calls.isInbound(row) && completed(calls, row));
const told = (value: number) => (value === value ? value : MISSING);

const VALUES = {
  completed: (calls: Calls, row: number) => (completed(calls, row) ? 1 : OUT),
  missed: (calls: Calls, row: number) => (calls.isMissed(row) ? 1 : OUT),
  abandoned: (calls: Calls, row: number) => (abandoned(calls, row) ? 1 : OUT),
  other: (calls: Calls, row: number) => (completed(calls, row) || calls.isMissed(row) ? OUT : 1),
  duration: (calls: Calls, row: number) => (completed(calls, row) ? told(calls.duration[row]!) : OUT),
  waitTime: (calls: Calls, row: number) => (completed(calls, row) && calls.isInbound(row) ? told(calls.wait[row]!) : OUT),
  abandonRate: (calls: Calls, row: number) => (offered(calls, row) ? Number(abandoned(calls, row)) : OUT),
  serviceLevel: (calls: Calls, row: number) => {
    if (!offered(calls, row)) return OUT;
    if (calls.isMissed(row)) return 0;
    const wait = calls.wait[row]!;
    return wait >= 0 ? Number(wait <= calls.limit) : MISSING;
  },
};

/** Measures of calls that look at more than their number. */
export type CallMeasure = keyof typeof VALUES;

export function* callValues({ view: { desk } }: Frame, measure: CallMeasure): Work<Reader> {
  const calls = yield* callsOf(desk);
  const value = VALUES[measure];
  return reader((row) => value(calls, row));
}

function* callsOf(desk: Desk): Work<Calls> {
  const direction = yield* stringsOf(desk, 'calls', 'direction');
  const words = yield* stringsOf(desk, 'calls', 'status');
  const inbound = direction?.dictionary.indexOf('inbound') ?? -1;
  const isInbound = (row: number) => inbound >= 0 && direction!.codes[row] === inbound;
  const status = (row: number) => words?.dictionary[words.codes[row]!] ?? '';
  return {
    isInbound,
    status,
    isMissed: (row) => isInbound(row) && (status(row) === 'missed' || status(row) === 'abandoned'),
    duration: yield* numbersOf(desk, 'calls', 'durationMs'),
    wait: yield* numbersOf(desk, 'calls', 'waitMs'),
    limit: desk.records.settings.calls?.serviceLevelMs ?? SERVICE_LEVEL,
  };
}
