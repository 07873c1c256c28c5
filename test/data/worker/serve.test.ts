import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Settled } from '../../../src/data/adapter.ts';
import type { Cell, ResultSet } from '../../../src/data/query/query.ts';
import { packAnswers, unpackAnswers, type PackedResult } from '../../../src/data/worker/pack.ts';
import { keepPieces, sendParcel } from '../../../src/data/worker/parcel.ts';
import type { Parcel, ToWorker } from '../../../src/data/worker/protocol.ts';
import { VERSION } from '../../../src/version.ts';
import { rawLine } from './channel.ts';
import { desk } from './desk.ts';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const line of opened.splice(0)) line.close();
});
const open = (): ReturnType<typeof rawLine> => {
  const line = rawLine();
  opened.push(line);
  return line;
};
const SLOW = { measures: ['tickets.timeToClose.p90'], dimensions: ['tickets.id', 'tickets.owner'], limit: 1_000_000 };

test('says its version first, and of questions before there are records what is missing', async () => {
  const line = open();
  line.ask({ call: 1, method: 'query', input: { queries: [SLOW] } });
  expect(await line.answered(1)).toMatchObject({ error: { kind: 'server', title: 'The engine has no records yet.' } });
  expect(line.told[0]).toEqual({ ready: VERSION });
});

test('a question that is cancelled is left in the middle, and never answered', async () => {
  const line = open();
  const records = await sendParcel(line.port, desk(40_000));
  line.ask({ call: 1, method: 'records', input: { records } });
  await line.answered(1);
  line.ask({ call: 2, method: 'query', input: { queries: [SLOW, SLOW, SLOW] } });
  line.ask({ cancel: 2 });
  // Two that take as long, one after the other: in this time it would have been answered.
  for (const call of [3, 4]) {
    line.ask({ call, method: 'query', input: { queries: [SLOW, SLOW, SLOW] } });
    expect(await line.answered(call)).toHaveProperty('value');
  }
  expect(line.told.some((message) => 'answer' in message && message.answer === 2)).toBe(false);
});

/** What comes out at the other end of a line that copies and hands over as a real one does. */
async function sent(value: unknown): Promise<{ value: unknown; messages: number }> {
  const pieces = keepPieces();
  let messages = 0;
  const port = {
    onmessage: null,
    postMessage(message: unknown, transfer: Transferable[]) {
      messages++;
      const { piece, length, at, items } = structuredClone(message, { transfer }) as Extract<ToWorker, { piece: number }>;
      pieces.take(piece, length, at, items);
    },
  };
  const parcel = structuredClone(await sendParcel(port, value)) as Parcel;
  return { value: pieces.open(parcel), messages };
}

test('records of any shape come out as they went in, and stay as they were', async () => {
  const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true }));
  const list = fc.oneof(fc.array(cell), fc.array(fc.dictionary(fc.string(), cell))).chain((few) => fc.nat(5000).map((length) => (few.length ? Array.from({ length }, (_, i) => few[i % few.length]) : [])));
  const numbers = fc.integer({ min: 1, max: 2 }).map((times) => times * 70_000).map((length) => Float64Array.from({ length }, (_, i) => i / 7));
  const whole = fc.dictionary(fc.constantFrom('tickets', 'reps', 'tables', 'asOf', 'links'), fc.oneof(list, numbers, cell, fc.dictionary(fc.string(), fc.oneof(list, numbers, cell))));
  await fc.assert(
    fc.asyncProperty(whole, async (value) => {
      const before = structuredClone(value);
      expect((await sent(value)).value).toEqual(before);
      expect(value).toEqual(before);
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('a long column goes in pieces; a part of a larger buffer goes without the rest', async () => {
  const buffer = new Float64Array(3_000_000).fill(1);
  const { value, messages } = await sent({ values: buffer.subarray(10, 1_000_010) });
  expect(messages).toBeGreaterThan(5);
  const { values } = value as { values: Float64Array };
  expect([values.length, values.buffer.byteLength, buffer.length]).toEqual([1_000_000, 8_000_000, 3_000_000]);
});

test('cells of any kind come back as the engine gave them', async () => {
  const column = fc.oneof(
    fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(null)), { minLength: 3, maxLength: 3 }),
    fc.array(fc.oneof(fc.constantFrom('', 'a', 'b', 'ü'), fc.constant(null)), { minLength: 3, maxLength: 3 }),
    fc.array(fc.oneof(fc.boolean(), fc.string(), fc.double(), fc.constant(null)), { minLength: 3, maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(column), async (data: Cell[][]) => {
      const result: ResultSet = { columns: data.map((_, i) => ({ name: `c${i}`, type: 'number' })), data, asOf: '2026-03-01T00:00:00.000Z', total: 3 };
      const answers: Settled<ResultSet>[] = [{ ok: true, value: result }, { ok: false, error: { kind: 'bad-query', title: 'No.' } }];
      const { value, transfer } = packAnswers(answers);
      const passed = structuredClone(value, { transfer }) as Settled<PackedResult>[];
      expect(await unpackAnswers(passed)).toEqual(answers);
    }),
  );
});
