import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../../src/bin/validate.ts';
import { gzip } from './served.ts';

const bin = fileURLToPath(new URL('../../../src/bin/helpdesk-widgets.ts', import.meta.url));
let folder: string;
let document: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-'));
  document = join(folder, 'helpdesk.json');
  await writeFile(join(folder, 'tickets.csv.gz'), gzip('id,opened,closed\n1,2026-03-01,\n2,never\u001b[31m,\n1,2026-03-02,\n'));
  await writeFile(document, JSON.stringify({ timezone: 'Europe/Oslo', asOf: '2026-03-03', tickets: { src: 'tickets.csv.gz', fields: { id: 'id', createdAt: 'opened', closedAt: 'closed' } } }));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [bin, ...args], (error, out, err) => resolve({ code: error ? error.code : 0, out, err }));
  });

describe('validate', () => {
  it('tells what a document holds and what could not be read', async () => {
    const { text, failed } = await validate(document, false);
    expect(failed).toBe(false);
    expect(text.split('\n').slice(1)).toEqual([
      '',
      'Time zone  Europe/Oslo',
      'As of      2026-03-02T23:00:00.000Z',
      '',
      'Source   Rows  Left out  Columns',
      'tickets     3         2  id, createdAt, closedAt',
      '',
      '3 problems',
      '',
      'Where              What              Times            Rows  Example',
      'tickets.createdAt  bad-date              1            3     never [31m',
      'tickets.createdAt  no-creation-date      1  left out  3',
      'tickets.id         duplicate-id          1  left out  2     1',
      '',
      'Not a date, left empty: 1 time in tickets.createdAt (first in row 3, for example “never [31m”).',
      'Ticket without a readable date of creation, left out: 1 time in tickets.createdAt (first in row 3).',
      'Id met again further down, left out in favour of the last row: 1 time in tickets.id (first in row 2, for example “1”).',
    ]);
  });

  it('says what to declare, by its full name', async () => {
    const doubtful = join(folder, 'doubtful.json');
    await writeFile(join(folder, 'western.csv'), Buffer.from('id,opened,closed,subject\n1,2026-03-01,01/02/2026,caf\xe9\n', 'latin1'));
    const fields = { id: 'id', createdAt: 'opened', closedAt: 'closed', subject: 'subject' };
    await writeFile(doubtful, JSON.stringify({ timezone: 'UTC', tickets: { src: 'western.csv', fields } }));
    const { text } = await validate(doubtful, false);
    expect(text).toContain('left empty until dateFormat is declared: 1 time in tickets.closedAt');
    expect(text).toMatch(/^Text is not UTF-8; declare encoding if letters look wrong: 1 time in tickets\.encoding/m);
  });

  it('fails on problems where it is strict', async () => {
    expect((await validate(document, true)).failed).toBe(true);
    const clean = join(folder, 'clean.csv');
    await writeFile(clean, 'id,created_at\n1,2026-03-01T00:00:00Z\n');
    expect(await validate(clean, true)).toMatchObject({ failed: false, text: expect.stringContaining('No problems.') });
  });

  it('tells why a document cannot be read', async () => {
    const wrong = join(folder, 'wrong.json');
    await writeFile(wrong, JSON.stringify({ tickets: { src: 'tickets.csv.gz', fields: { id: 'ident' } } }));
    expect(await validate(wrong, false)).toEqual({
      failed: true,
      text: [wrong, '', 'Error: tickets.csv.gz has no column “ident”. Did you mean “id”?', '  at: tickets.fields.id', '  Its columns are: id, opened, closed.'].join('\n'),
    });
    await writeFile(wrong, JSON.stringify({ tickets: { src: 'tickets.csv.gz', fields: { id: 'id', closedAt: 'closed' } } }));
    expect(await validate(wrong, false)).toMatchObject({ failed: true, text: expect.stringContaining('The tickets of tickets.csv.gz need “createdAt”') });
    await writeFile(wrong, JSON.stringify({ tickets: { src: 'tickets.csv.gz', fields: { id: 'id', createdAt: 'closed' } } }));
    expect(await validate(wrong, false)).toMatchObject({ failed: true, text: expect.stringContaining('No ticket has a readable createdAt') });
    expect(await validate(join(folder, 'gone.json'), false)).toMatchObject({ failed: true, text: expect.stringContaining('There is no file gone.json') });
  });
});

describe('the command', () => {
  it('ends with 0, 1 or 2', async () => {
    expect(await run('validate', document)).toMatchObject({ code: 0, out: expect.stringContaining('3 problems'), err: '' });
    expect(await run('validate', '--strict', document)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('3 problems') });
    expect(await run('validate', join(folder, 'gone.json'))).toMatchObject({ code: 1, err: expect.stringContaining('There is no file') });
    expect(await run('check')).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') });
    expect(await run('validate', '--loud', document)).toMatchObject({ code: 2, err: expect.stringContaining('--loud') });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
  }, 30_000);
});
