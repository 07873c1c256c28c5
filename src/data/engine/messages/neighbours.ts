import { keep, columnOf, numbersOf, stringsOf, tableOf, type Desk } from '../desk.ts';
import { inThreads, threads, type Threads } from './threads.ts';
import { chunks, type Work } from '../work.ts';

/** The rows before and after each message in its thread, among those that count for waits; -1 for none. */
export function* neighbours(desk: Desk): Work<{ before: Int32Array; after: Int32Array }> {
  return yield* keep(desk, 'neighbours', function* () {
    const { length } = yield* tableOf(desk, 'messages');
    const before = new Int32Array(length).fill(-1);
    const after = new Int32Array(length).fill(-1);
    yield* each(yield* threads(desk), (order, start, end) => {
      for (let place = start + 1; place < end; place++) {
        const [last, row] = [order[place - 1]!, order[place]!];
        before[row] = last;
        after[last] = row;
      }
    });
    return { before, after };
  });
}

/** When the message before each one in the other direction was sent, whoever wrote it, in public or not; NaN for none. */
export function* lastOpposite(desk: Desk): Work<Float64Array> {
  return yield* keep(desk, 'lastOpposite', function* () {
    const { length } = yield* tableOf(desk, 'messages');
    const direction = yield* stringsOf(desk, 'messages', 'direction');
    const sent = yield* numbersOf(desk, 'messages', 'sentAt');
    const last = new Float64Array(length).fill(NaN);
    if (!direction) return last;
    const way = direction.dictionary.map((word) => ['inbound', 'outbound'].indexOf(word));
    const own = ownRows(desk);
    yield* each(yield* inThreads(desk, (row) => row < own && way[direction.codes[row]!]! >= 0), (order, start, end) => {
      const sentBy = [NaN, NaN];
      for (let place = start; place < end; place++) {
        const row = order[place]!;
        const by = way[direction.codes[row]!]!;
        last[row] = sentBy[1 - by]!;
        sentBy[by] = sent[row]!;
      }
    });
    return last;
  });
}

/** When a bot wrote the next public message after each one; NaN where somebody else did, or nobody. */
export function* botNext(desk: Desk): Work<Float64Array> {
  return yield* keep(desk, 'botNext', function* () {
    const { length } = yield* tableOf(desk, 'messages');
    const author = yield* stringsOf(desk, 'messages', 'authorType');
    const open = yield* columnOf(desk, 'messages', 'isPublic');
    const sent = yield* numbersOf(desk, 'messages', 'sentAt');
    const next = new Float64Array(length).fill(NaN);
    const bot = author ? author.dictionary.indexOf('bot') : -1;
    if (bot < 0) return next;
    const own = ownRows(desk);
    yield* each(yield* inThreads(desk, (row) => row < own), (order, start, end) => {
      let by = NaN;
      for (let place = end - 1; place >= start; place--) {
        const row = order[place]!;
        next[row] = by;
        if (!(open?.kind === 'boolean' && open.values[row] === 0)) by = author!.codes[row] === bot ? sent[row]! : NaN;
      }
    });
    return next;
  });
}

/** Messages alone, without the calls that follow them. */
function ownRows(desk: Desk): number {
  return desk.records.tables.messages?.length ?? 0;
}

function* each({ order, first }: Threads, use: (order: Int32Array, start: number, end: number) => void): Work<void> {
  yield* chunks(first.length - 1, (from, to) => {
    for (let thread = from; thread < to; thread++) use(order, first[thread]!, first[thread + 1]!);
  });
}
