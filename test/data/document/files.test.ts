import { describe, expect, it } from 'vitest';
import { cellsOf, gzip, load, type Served, told } from './served.ts';

const MESSAGES = { fields: { id: 'id', channel: 'subject', sentAt: 'opened' } };

/** Loads one file of messages and gives subjects, problems and creation times. */
async function rowsIn(name: string, file: Served, more: object = {}, pieces?: number) {
  const records = await load({ timezone: 'UTC', messages: { src: name, ...MESSAGES, ...more } }, { [name]: file }, {}, pieces);
  return { ids: cellsOf(records, 'messages', 'id'), subjects: cellsOf(records, 'messages', 'channel'), created: cellsOf(records, 'messages', 'sentAt'), told: told(records) };
}

const ROWS = { ids: ['1', '2'], subjects: ['Café, "open"\nfrom nine', 'b'], created: ['2026-03-01T09:00:00.000Z', null], told: {} };
const CSV = 'id,subject,opened\r\n1,"Café, ""open""\nfrom nine",2026-03-01T09:00Z\r\n2,b,\r\n';

const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  Array.from({ length: text.length }, (_, i) => view.setUint16(i * 2, text.charCodeAt(i), little));
  return bytes;
};
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('CSV', () => {
  it.each<[string, Served, object]>([
    ['as RFC 4180 has it', CSV, {}],
    ['with a byte order mark', `\uFEFF${CSV}`, {}],
    ['with LF alone', CSV.replaceAll('\r\n', '\n'), {}],
    ['without a last line end', CSV.slice(0, -2), {}],
    ['packed', gzip(CSV), {}],
    ['of semicolons', 'id;subject;opened\n1;"Café, ""open""\nfrom nine";2026-03-01T09:00Z\n2;b;\n', {}],
    ['of tabs', 'id\tsubject\topened\n1\t"Café, ""open""\nfrom nine"\t2026-03-01T09:00Z\n2\tb\t\n', {}],
    ['of bars', 'id|subject|opened\n1|"Café, ""open""\nfrom nine"|2026-03-01T09:00Z\n2|b|\n', {}],
    ['of a declared mark', 'id~subject~opened\n1~"Café, ""open""\nfrom nine"~2026-03-01T09:00Z\n2~b~\n', { delimiter: '~' }],
    ['with its mark in the first line', 'sep=;\r\nid;subject;opened\r\n1;"Café, ""open""\nfrom nine";2026-03-01T09:00Z\r\n2;b;\r\n', {}],
    ['in UTF-16 with a mark', utf16(`\uFEFF${CSV}`, true), {}],
    ['in UTF-16, the other end first', utf16(`\uFEFF${CSV}`, false), {}],
    ['in UTF-16 without a mark', utf16(CSV, true), {}],
    ['in a declared encoding', bytes(CSV), { encoding: 'windows-1252' }],
    ['with empty lines', CSV.replace('\r\n2', '\r\n\r\n2'), {}],
    ['with names in spaces', CSV.replace('id,subject,opened', ' id , subject ,opened '), {}],
  ])('is read: %s', async (_, file, more) => {
    expect(await rowsIn('tickets.csv', file, more)).toEqual(ROWS);
  });

  it.each([1, 2, 3, 7, 64])('is the same however its bytes come: %i at a time', async (pieces) => {
    expect(await rowsIn('tickets.csv', CSV, {}, pieces)).toEqual(ROWS);
    expect(await rowsIn('tickets.csv', gzip(CSV), {}, pieces)).toEqual(ROWS);
  });

  it('of old line ends is read', async () => {
    expect((await rowsIn('tickets.csv', 'id,subject,opened\r1,a,\r2,b,2026-03-01')).subjects).toEqual(['a', 'b']);
  });

  it('in an unknown encoding is read by its letters, and told of', async () => {
    const western = await rowsIn('tickets.csv', bytes('id,subject\n1,caf\xe9 \xe5 \xf1\n'), { fields: { id: 'id', channel: 'subject' } });
    expect(western).toMatchObject({ subjects: ['café å ñ'], told: { 'messages.encoding encoding': 1 } });
    const polish = await rowsIn('tickets.csv', bytes('id,subject\n1,za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9\n'), { fields: { id: 'id', channel: 'subject' } });
    expect(polish).toMatchObject({ subjects: ['zażółć gęślą'], told: { 'messages.encoding encoding': 1 } });
  });

  it('with rows of unequal length keeps them, and counts', async () => {
    expect(await rowsIn('tickets.csv', 'id,subject,opened\n1\n2,b,2026-03-01,more,and more\n3,c,\n')).toEqual({
      ids: ['1', '2', '3'],
      subjects: [null, 'b', 'c'],
      created: [null, '2026-03-01T00:00:00.000Z', null],
      told: { 'messages ragged': 2 },
    });
  });

  it('with a column name twice reads the first', async () => {
    const read = await rowsIn('tickets.csv', 'id,subject,subject,opened\n1,first,second,\n');
    expect(read).toMatchObject({ subjects: ['first'], told: { 'messages.subject duplicate-column': 1 } });
  });

  it('that is empty, or only a header, has no records', async () => {
    expect(await rowsIn('tickets.csv', '')).toMatchObject({ told: { 'messages no-records': 1 } });
    expect(await rowsIn('tickets.csv', 'id,subject,opened\n')).toMatchObject({ ids: [], told: { 'messages no-records': 1 } });
    expect(await rowsIn('tickets.csv', gzip(''))).toMatchObject({ told: { 'messages no-records': 1 } });
  });

  it('with a quotation mark that never closes loses that line alone', async () => {
    const read = await rowsIn('tickets.csv', 'id,subject,opened\n1,a,\n2,"b,\n3,c,\n4,d,\n');
    expect(read).toMatchObject({ ids: ['1', '3', '4'], told: { 'messages unclosed-quote': 1 } });
  });

  it('with letters after a closing quotation mark keeps them, and counts', async () => {
    const read = await rowsIn('tickets.csv', 'id,subject,opened\n1,"a" b",\n2,c,\n');
    expect(read).toMatchObject({ ids: ['1', '2'], subjects: ['a" b', 'c'], told: { 'messages bad-quotes': 1 } });
  });

  it('full of quotation marks that never close ends soon', async () => {
    const file = `id,subject,opened\n${Array.from({ length: 40_000 }, (_, i) => `${i},"x${'y'.repeat(50)} "z`).join('\n')}`;
    const read = await rowsIn('tickets.csv', file);
    expect(read.ids!.length).toBeGreaterThan(30_000);
  });

  it('numbers its rows as a person does', async () => {
    const file = 'id,subject,opened\n1,a,2026-03-01\n2,b,never\n';
    const records = await load({ timezone: 'UTC', messages: { src: 't.csv', ...MESSAGES } }, { 't.csv': file });
    expect(records.problems).toEqual([expect.objectContaining({ code: 'bad-date', rows: [3], example: 'never' })]);
  });
});

describe('JSON', () => {
  const rows = [
    { id: 1, subject: ROWS.subjects[0], opened: '2026-03-01T09:00Z' },
    { id: '2', subject: 'b', opened: null },
  ];
  const expected = { ...ROWS, told: { 'tickets.id mixed-id': 1 } };

  it.each<[string, string]>([
    ['a list of rows', JSON.stringify(rows, null, 2)],
    ['an object of lists', JSON.stringify({ id: [1, '2'], subject: ROWS.subjects, opened: ['2026-03-01T09:00Z', null] }, null, 1)],
    ['an object of lists in one line', `${JSON.stringify({ id: [1, '2'], subject: ROWS.subjects, opened: ['2026-03-01T09:00Z'] })}\n`],
    ['one row a line', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['an answer of a server', JSON.stringify({ tickets: rows })],
  ])('is read: %s', async (_, text) => {
    for (const pieces of [1, 5, 4096]) {
      const read = await rowsIn('tickets.json', text, {}, pieces);
      expect({ ...read, told: { 'tickets.id mixed-id': 1 } }).toEqual(expected);
    }
    expect((await rowsIn('tickets', gzip(text))).ids).toEqual(['1', '2']);
  });

  it('may hold its values deeper', async () => {
    const text = JSON.stringify([{ id: 1, via: { channel: 'web' }, 'a.b': 'flat' }, { id: 2, via: null }]);
    const records = await load({ messages: { src: 't.json', fields: { id: 'id', direction: 'via.channel', channel: 'a.b' } } }, { 't.json': text });
    expect(cellsOf(records, 'messages', 'direction')).toEqual(['web', null]);
    expect(cellsOf(records, 'messages', 'channel')).toEqual(['flat', null]);
  });

  it('leaves out lines and rows that are no records', async () => {
    expect(await rowsIn('t.ndjson', '{"id":1}\nnonsense\n{"id":2}\n[3]\n')).toMatchObject({ ids: ['1', '2'], told: { 'messages bad-json': 2 } });
    expect(await rowsIn('t.json', '[{"id":1},null,5,{"id":2}]')).toMatchObject({ ids: ['1', '2'], told: { 'messages not-an-object': 2 } });
  });

  it('tells of a column that no row has', async () => {
    expect((await rowsIn('t.json', '[{"id":1},{"id":2}]')).told).toEqual({ 'messages.subject missing-column': 1, 'messages.opened missing-column': 1 });
  });

  it('that is empty has no records', async () => {
    expect((await rowsIn('t.json', '[]')).told).toMatchObject({ 'messages no-records': 1 });
    expect((await rowsIn('t.json', ' [ ] ')).told).toMatchObject({ 'messages no-records': 1 });
  });

  it('may hold brackets, commas and marks in its texts', async () => {
    const subjects = ['],[', '{"', '\\', '\\"', ',', 'a"}]'];
    const text = JSON.stringify(subjects.map((subject, id) => ({ id, subject })));
    for (const pieces of [1, 3, 1000]) expect((await rowsIn('t.json', text, {}, pieces)).subjects).toEqual(subjects);
  });

  it('takes numbers of seconds and of milliseconds for instants', async () => {
    const text = '[{"id":1,"opened":1462888800},{"id":2,"opened":1462888800000}]';
    expect((await rowsIn('t.json', text)).created).toEqual(['2016-05-10T14:00:00.000Z', '2016-05-10T14:00:00.000Z']);
  });
});
