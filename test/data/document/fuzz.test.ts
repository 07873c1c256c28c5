import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { checkDocument } from '../../../src/data/document/check-document.ts';
import { DataError } from '../../../src/data/problem.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import { gzip, load, type Served } from './served.ts';

/** A failure is told by its seed at once; making such inputs small takes long. */
const many = (numRuns: number) => ({ numRuns, endOnFailure: true });
const TIME = 120_000;

const word = fc.constantFrom('id', 'createdAt', 'tickets', 'subject', 'src', 'x', '', '__proto__', 'constructor', 'ż', '08/09/2025', '2026-03-01', 'a,b', '"', 'NaN', '1e999');
const value: fc.Arbitrary<unknown> = fc.oneof(word, fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant([]), fc.constant({}), fc.jsonValue());
const row = fc.oneof(fc.dictionary(word, value), value);
const texts = fc.oneof(fc.dictionary(word, word), value);
const file = fc.record(
  {
    src: fc.constantFrom('t.csv', 't.json', 'gone.csv', 't.csv.gz', '//', ''),
    fields: fc.oneof(fc.record({ id: word, createdAt: word, subject: word }, { requiredKeys: [] }), texts),
    values: fc.oneof(fc.dictionary(word, fc.dictionary(word, value)), value),
    keep: fc.oneof(fc.array(word), value),
    dateFormat: fc.oneof(fc.constantFrom('dmy', 'epoch-s', 'YYYY'), value),
    decimal: fc.oneof(fc.constantFrom('.', ','), value),
    encoding: fc.oneof(fc.constantFrom('utf-8', 'utf-16le', 'windows-1250'), word),
    delimiter: fc.oneof(fc.constantFrom(',', ';'), word),
    format: fc.oneof(fc.constantFrom('csv', 'json'), word),
  },
  { requiredKeys: ['src'] },
);
const calendar = fc.record(
  { id: word, name: word, timezone: fc.constantFrom('UTC', 'Europe/Oslo', 'Mars'), weekly: fc.array(fc.record({ day: fc.integer({ min: 0, max: 8 }), from: fc.constantFrom('09:00', '24:00', '9'), to: fc.constantFrom('17:00', '08:00') })) },
  { requiredKeys: ['id', 'name', 'timezone', 'weekly'] },
);
const document = fc.record(
  {
    version: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, value),
    timezone: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('UTC', 'Europe/Warsaw', 'America/Sao_Paulo') }, value),
    asOf: fc.oneof({ weight: 4, arbitrary: fc.constant('2026-03-01T00:00:00Z') }, value),
    tickets: fc.oneof(fc.array(row), file, fc.dictionary(word, fc.array(value)), value),
    messages: fc.oneof(fc.array(row), file),
    calendars: fc.oneof(fc.array(calendar), value),
    links: texts,
    [`odd`]: value,
  },
  { requiredKeys: [] },
);
const csv = fc.array(fc.oneof(word, fc.constantFrom(',', ';', '\n', '\r\n', '"', '""', '\u0000', '\uFEFF', 'id,createdAt,subject\n')), { maxLength: 60 }).map((parts) => parts.join(''));
const json = fc.oneof(fc.json(), fc.array(row).map((rows) => JSON.stringify(rows)), fc.array(row).map((rows) => rows.map((one) => JSON.stringify(one)).join('\n')), csv);
const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), csv.map(gzip), fc.uint8Array({ maxLength: 50 }).map((rest) => Uint8Array.of(0x1f, 0x8b, ...rest)));

/** Takes it, or ends with a `DataError` whose sentence a person can read. */
async function tame(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { title, kind } = error.problem;
    expect(kind).toMatch(/^[a-z-]+$/);
    expect(title).toMatch(/^\S.{10,400}[.?]$/su);
    expect(title).not.toMatch(/undefined|\[object|NaN is/);
  }
}

it('takes any document, or says what is wrong with it', async () => {
  await fc.assert(
    fc.asyncProperty(document, csv, json, bytes, fc.integer({ min: 1, max: 50 }), async (input, asCsv, asJson, packed, pieces) => {
      const files: Record<string, Served> = { 't.csv': asCsv, 't.json': asJson, 't.csv.gz': packed };
      await tame(async () => {
        const records = await load(input, files, {}, pieces);
        for (const problem of records.problems) expect(problem).toMatchObject({ message: expect.stringMatching(/^[A-Z]/), count: expect.any(Number) });
        normalizeRecords(records);
      });
    }),
    many(3000),
  );
}, TIME);

it('takes any file, or says what is wrong with it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('t.csv', 't.json', 't'), fc.oneof(csv, json, bytes), fc.integer({ min: 1, max: 50 }), async (name, body, pieces) => {
      await tame(async () => normalizeRecords(await load(name, { [name]: body }, {}, pieces)));
    }),
    many(1500),
  );
}, TIME);

it('takes any records from code, or says what is wrong with them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(document, fc.dictionary(fc.constantFrom('tickets', 'reps', 'messages', 'timezone', 'calls'), fc.oneof(fc.array(row), fc.dictionary(word, fc.array(value)), value))), async (input) => {
      // Calendars and orders from code are typed; their form is checked where documents are read.
      const { calendars: _calendars, ...records } = input as Record<string, unknown>;
      await tame(() => normalizeRecords(records as never));
    }),
    many(1500),
  );
}, TIME);

/** Documents with one thing wrong must be refused, by the path of that thing. */
const refusesBroken = async (check: (input: unknown) => unknown) =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(['tickets', 'src'], ['calendars[0].weekly[0]', 'to'], ['calendars[0]', 'timezone']), async ([place, missing]) => {
      const whole = { tickets: { src: 't.csv' }, calendars: [{ id: 'c', name: 'C', timezone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '17:00' }] }] };
      const broken = JSON.parse(JSON.stringify(whole), (key, found: unknown) => (key === missing ? (missing === 'src' ? 5 : undefined) : found)) as unknown;
      let path: string | undefined;
      try {
        await check(broken);
      } catch (error) {
        path = error instanceof DataError ? error.problem.path : 'not a DataError';
      }
      expect(path).toBe(`${place}.${missing}`);
    }),
  );

it('names the path of what is missing', async () => {
  await refusesBroken((input) => checkDocument(input, 'd.json'));
});

it('canary: a schema that does without a field is caught', async () => {
  await expect(refusesBroken((input) => v.parse(v.looseObject({ tickets: v.unknown() }), input))).rejects.toThrow(/Property failed/);
});
