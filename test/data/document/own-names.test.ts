import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIELDS } from '../../../src/data/catalog/fields.ts';
import { recognise } from '../../../src/data/document/known-exports.ts';
import { areOwnNames, columnNames } from '../../../src/data/document/own-names.ts';
import { NAMED } from '../../../src/data/records/names.ts';
import { SOURCE_NAMES } from '../../../src/data/records/records.ts';

const anyNames = fc.constantFrom(...SOURCE_NAMES).chain((source) =>
  fc.record({ source: fc.constant(source), names: fc.uniqueArray(fc.constantFrom(...Object.keys(FIELDS[source]), ...Object.keys(NAMED), 'ticketId', 'ticket_id', 'Status'), { minLength: 1 }) }),
);

it('takes columns for our own only where the table of well-known exports would find the same', () => {
  let own = 0;
  fc.assert(
    fc.property(anyNames, ({ source, names }) => {
      if (!areOwnNames(names, source)) return;
      own++;
      expect(recognise(names, source)?.mapping).toEqual({ fields: Object.fromEntries(names.map((name) => [name, name])), values: {}, units: {} });
    }),
    { numRuns: 3000 },
  );
  expect(own).toBeGreaterThan(300);
});

it('leaves to that table what is not named as a field, or what it would tell more of', () => {
  expect(areOwnNames(['id', 'createdAt', 'Channel'], 'tickets')).toBe(false);
  expect(areOwnNames(['id', 'status'], 'tickets')).toBe(false);
  expect(areOwnNames(['id', 'owner', 'ownerId'], 'tickets')).toBe(false);
  expect(areOwnNames([], 'tickets')).toBe(false);
  expect(areOwnNames(['id', 'status', 'statusCategory', 'owner'], 'tickets')).toBe(true);
});

it('reads the columns off rows, lists in between aside, or off an object of arrays', () => {
  expect(columnNames([{ id: 1 }, null, ['x'], { id: 2, channel: 'email' }])).toEqual(['id', 'channel']);
  expect(columnNames({ id: [1], channel: ['email'] })).toEqual(['id', 'channel']);
});
