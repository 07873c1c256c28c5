import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellsOf, load } from './served.ts';

interface Dialect {
  delimiter: string;
  newline: string;
  quoteAll: boolean;
}

type Writer = (rows: readonly (readonly string[])[], dialect: Dialect) => string;

/** Writes CSV by the letter of RFC 4180, on its own. */
const write: Writer = (rows, { delimiter, newline, quoteAll }) =>
  rows
    .map((row) => row.map((cell) => (quoteAll || cell === '' || /["\r\n,;|\t]/.test(cell) ? `"${cell.split('"').join('""')}"` : cell)).join(delimiter))
    .join(newline);

const letters = fc.constantFrom(...'ab1 ,;|\t"\n\r—ż𝄞{[<=\u00A0');
// Cells lose outer white space, and a carriage return before a quotation mark is white space, too.
const cell = fc.array(letters, { maxLength: 8 }).map((all) => all.join('').trim());
const table = fc.array(fc.tuple(fc.uuid(), cell, cell), { minLength: 1, maxLength: 30 });
const dialect = fc.record({ delimiter: fc.constantFrom(',', ';', '\t', '|'), newline: fc.constantFrom('\n', '\r\n'), quoteAll: fc.boolean() });

const check = (writer: Writer) =>
  fc.assert(
    fc.asyncProperty(table, dialect, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (rows, how, pieces, declared) => {
      const text = writer([['id', 'subject', 'category'], ...rows], how);
      const source = { src: 't.csv', fields: { id: 'id', channel: 'subject', authorId: 'category' }, ...(declared && { delimiter: how.delimiter }) };
      const records = await load({ messages: source }, { 't.csv': text }, {}, pieces);
      const or = (text: string) => text || null;
      expect(cellsOf(records, 'messages', 'id')).toEqual(rows.map(([id]) => id));
      expect(cellsOf(records, 'messages', 'channel')).toEqual(rows.map(([, subject]) => or(subject)));
      expect(cellsOf(records, 'messages', 'authorId')).toEqual(rows.map(([, , category]) => or(category)));
      expect(records.problems).toEqual([]);
    }),
    { numRuns: 200, endOnFailure: true },
  );

it('gives back every cell that was written', async () => {
  await check(write);
}, 60_000);

it('canary: a writer that leaves quotation marks single is caught', async () => {
  await expect(check((rows, how) => write(rows, how).split('""').join('"'))).rejects.toThrow(/Property failed/);
}, 60_000);
