import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../src/data/document/load-document.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import { BASE, cellsOf, gzip, load, serving, told } from './served.ts';

const TICKETS = 'number,opened,closed,prio,group,agent,kind\nA,2026-03-01 09:00,2026-03-02 10:00,1 - Critical,Blue,Ann,mail\nB,2026-03-01 10:00,,9 - Odd,Red,Bob,web\n';
const FIELDS = { id: 'number', createdAt: 'opened', closedAt: 'closed', priority: 'prio', team: 'group', owner: 'agent' };

describe('a document', () => {
  it('says where the records are, and what their columns and words mean', async () => {
    const document = {
      version: 1,
      timezone: 'America/New_York',
      asOf: '2026-03-03T00:00:00',
      tickets: { src: 'files/tickets.csv.gz', fields: FIELDS, values: { priority: { '1 - Critical': 'urgent' } }, keep: ['kind'] },
      reps: [{ id: 'r1', name: 'Ann' }],
      teams: { id: ['t1', 't2'], name: ['Red', 'Blue'] },
      links: { ticket: 'https://desk.example.com/tickets/{id}' },
      orders: { priority: ['urgent', 'low'] },
      settings: { feedback: { positiveFrom: 4, neutralFrom: 3 }, calls: { asReplies: true } },
      calendars: [{ id: 'c', name: 'C', timezone: 'Europe/Oslo', weekly: [{ day: 1, from: '09:00', to: '17:00' }] }],
    };
    const files = { 'sub/helpdesk.json': JSON.stringify(document), 'sub/files/tickets.csv.gz': gzip(TICKETS) };
    const records = await load('sub/helpdesk.json', files);
    expect(cellsOf(records, 'tickets', 'id')).toEqual(['A', 'B']);
    expect(cellsOf(records, 'tickets', 'createdAt')).toEqual(['2026-03-01T14:00:00.000Z', '2026-03-01T15:00:00.000Z']);
    expect(cellsOf(records, 'tickets', 'closedAt')).toEqual(['2026-03-02T15:00:00.000Z', null]);
    expect(cellsOf(records, 'tickets', 'priority')).toEqual(['urgent', '9 - Odd']);
    expect(cellsOf(records, 'tickets', 'teamId')).toEqual(['t2', 't1']);
    expect(cellsOf(records, 'tickets', 'ownerId')).toEqual(['r1', 'Bob']);
    expect(cellsOf(records, 'tickets', 'kind')).toEqual(['mail', 'web']);
    expect(records).toMatchObject({ timezone: 'America/New_York', asOf: '2026-03-03T05:00:00.000Z', links: document.links, orders: document.orders, settings: document.settings, calendars: document.calendars });
    expect(records.problems).toEqual([]);
    const normal = normalizeRecords(records);
    expect(normal.rows).toEqual({ tickets: 2, reps: 1, teams: 2 });
    expect(normal.asOf).toBe(Date.parse('2026-03-03T05:00:00Z'));
  });

  it('may be an object, its files beside the page', async () => {
    const records = await load({ timezone: 'UTC', tickets: { src: 't.csv', fields: { id: 'number', createdAt: 'opened' } } }, { 't.csv': TICKETS });
    expect(cellsOf(records, 'tickets', 'id')).toEqual(['A', 'B']);
    expect(cellsOf(records, 'tickets', 'subject')).toBeUndefined();
  });

  it('may be packed, and is the same in small pieces', async () => {
    const document = JSON.stringify({ timezone: 'UTC', tickets: [{ id: 'Ø', createdAt: '2026-03-01' }] });
    for (const pieces of [1, 2, 1000]) {
      expect(cellsOf(await load('d.json', { 'd.json': gzip(document) }, {}, pieces), 'tickets', 'id')).toEqual(['Ø']);
    }
  });

  it('may call fields as one does: created_at, Created At', async () => {
    const records = await load({ timezone: 'UTC', tickets: { src: 't.csv' }, messages: [{ sent_at: '2026-03-01T09:00Z', ticket_id: 5 }] }, { 't.csv': 'Ticket ID,Created At,owner,nothing\n5,2026-03-01,Ann,x\n' });
    expect(Object.keys((records.tickets as unknown as { columns: object }).columns).sort()).toEqual(['createdAt', 'id', 'ownerId']);
    expect(cellsOf(records, 'messages', 'ticketId')).toEqual(['5']);
  });

  it('translates words of every type, null being empty', async () => {
    const records = await load(
      {
        timezone: 'UTC',
        tickets: {
          src: 't.csv',
          fields: { id: 'id', createdAt: 'at', oneTouch: 'once', closedAt: 'closed', reopenCount: 'again', status: 'state', statusCategory: 'state' },
          values: { oneTouch: { tak: true, nie: false }, closedAt: { NULL: null }, reopenCount: { never: 0 }, statusCategory: { 'In Arbeit': 'open' } },
        },
      },
      { 't.csv': 'id,at,once,closed,again,state\n1,2026-02-01,tak,NULL,never,In Arbeit\n2,2026-02-01,nie,2026-03-01,2,Closed\n' },
    );
    expect(cellsOf(records, 'tickets', 'oneTouch')).toEqual([true, false]);
    expect(cellsOf(records, 'tickets', 'closedAt')).toEqual([null, '2026-03-01T00:00:00.000Z']);
    expect(cellsOf(records, 'tickets', 'reopenCount')).toEqual([0, 2]);
    expect(cellsOf(records, 'tickets', 'status')).toEqual(['In Arbeit', 'Closed']);
    expect(cellsOf(records, 'tickets', 'statusCategory')).toEqual(['open', 'closed']);
    expect(told(records)).toEqual({});
  });

  it('declares units, the decimal mark and date formats', async () => {
    const records = await load(
      {
        timezone: 'UTC',
        calls: { src: 'c.csv', fields: { startedAt: 'at', durationMs: 'talk', waitMs: 'wait' }, units: { durationMs: 's', waitMs: 'min' }, decimal: ',', dateFormat: 'DD/MM/YYYY' },
        feedback: { src: 'c.csv', fields: { submittedAt: 'at', score: 'wait' }, decimal: ',', dateFormat: { submittedAt: 'MM/DD/YYYY' } },
      },
      { 'c.csv': 'at;talk;wait\n08/09/2025 10:00;1,250;0,5\n' },
    );
    expect(cellsOf(records, 'calls', 'startedAt')).toEqual(['2025-09-08T10:00:00.000Z']);
    expect(cellsOf(records, 'calls', 'durationMs')).toEqual([1250]);
    expect(cellsOf(records, 'calls', 'waitMs')).toEqual([30_000]);
    expect(cellsOf(records, 'feedback', 'submittedAt')).toEqual(['2025-08-09T10:00:00.000Z']);
    expect(cellsOf(records, 'feedback', 'score')).toEqual([0.5]);
  });

  it('tells what it left out, doubted or could not read', async () => {
    const records = await load(
      { tickets: { src: 't.csv', fields: { id: 'id', createdAt: 'at', closedAt: 'to' } } },
      { 't.csv': 'id,at,to\n1,08/09/2025,\n1,2026-03-01,\n1,2026-03-01,\n2,2026-03-01T10:00,2026-03-01T09:00\n,never,\n,2026-03-01,\n' },
    );
    expect(told(records)).toEqual({
      'tickets.createdAt ambiguous-date': 1,
      'tickets.createdAt bad-date': 1,
      'tickets.createdAt no-creation-date': 2,
      'tickets.createdAt no-timezone': 5,
      'tickets.closedAt no-timezone': 1,
      'tickets.closedAt close-before-create': 1,
      'tickets.id duplicate-id': 1,
      'tickets.id missing-id': 1,
    });
  });

  it.each([
    [{ id: 'number' }, 'The tickets of t.csv need “createdAt”: say under “fields” which column holds it.'],
    [{ createdAt: 'opened' }, 'The tickets of t.csv need “id”: say under “fields” which column holds it.'],
    [{ subject: 'prio' }, 'The tickets of t.csv need “id” and “createdAt”: say under “fields” which column holds each.'],
  ])('needs the id and the creation date of tickets: %j', async (fields, title) => {
    const given = load({ timezone: 'UTC', tickets: { src: 't.csv', fields } }, { 't.csv': TICKETS });
    await expect(given).rejects.toMatchObject({ problem: { kind: 'bad-data', path: 'tickets.fields', title, detail: expect.stringContaining('opened') } });
  });

  it('never lets two columns speak for each other about dates', async () => {
    const records = await load({ timezone: 'UTC', tickets: { src: 't.csv', fields: { id: 'id', createdAt: 'created', firstResponseAt: 'at', closedAt: 'to' } } }, { 't.csv': 'id,created,at,to\n1,2025-08-01,08/09/2025,13/09/2025\n' });
    expect(cellsOf(records, 'tickets', 'firstResponseAt')).toEqual([null]);
    expect(cellsOf(records, 'tickets', 'closedAt')).toEqual(['2025-09-13T00:00:00.000Z']);
  });

  it('is as fresh as it says, else as its newest file, else as its newest record', async () => {
    const file = (date: string) => new Response('id,at\n1,2026-01-01\n', { headers: { 'last-modified': date } });
    const sources = (files: string[]) => ({ timezone: 'UTC', tickets: { src: files[0], fields: { id: 'id', createdAt: 'at' } }, messages: { src: files[1], fields: { id: 'id', sentAt: 'at' } } });
    const files = () => ({ 'a.csv': file('Mon, 02 Mar 2026 10:00:00 GMT'), 'b.csv': file('Tue, 03 Mar 2026 10:00:00 GMT') });
    expect((await load(sources(['a.csv', 'b.csv']), files())).asOf).toBe('2026-03-03T10:00:00.000Z');
    expect((await load({ ...sources(['a.csv', 'b.csv']), asOf: '2026-02-01T00:00:00Z' }, files())).asOf).toBe('2026-02-01T00:00:00.000Z');
    const plain = await load(sources(['a.csv', 'a.csv']), { 'a.csv': 'id,at\n1,2026-01-01\n' });
    expect(plain.asOf).toBeUndefined();
    expect(normalizeRecords(plain).asOf).toBe(Date.parse('2026-01-01'));
  });

  it('counts only the files with records: the document itself where they stand in it', async () => {
    const written = (body: object) => new Response(JSON.stringify(body), { headers: { 'last-modified': 'Tue, 03 Mar 2026 10:00:00 GMT' } });
    const inside = await load('d.json', { 'd.json': written({ tickets: [{ id: 1, createdAt: '2026-01-01T00:00:00Z' }] }) });
    expect(inside.asOf).toBe('2026-03-03T10:00:00.000Z');
    const beside = await load('d.json', { 'd.json': written({ tickets: { src: 't.csv', fields: { id: 'number', createdAt: 'opened' } } }), 't.csv': TICKETS });
    expect(beside.asOf).toBeUndefined();
  });

  it('tells how far it has come', async () => {
    const steps: { bytes: number; rows: number }[] = [];
    const csv = `number,opened\n${Array.from({ length: 5000 }, (_, i) => `${i},2026-03-01T09:00Z`).join('\n')}`;
    await load({ tickets: { src: 't.csv', fields: { id: 'number', createdAt: 'opened' } } }, { 't.csv': csv }, { onProgress: (step) => steps.push(step) }, 10_000);
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.map(({ bytes }) => bytes)).toEqual(steps.map(({ bytes }) => bytes).sort((a, b) => a - b));
    expect(steps.at(-1)).toEqual({ bytes: csv.length, rows: 5000 });
  });

  it('is read where `fetch` is told to look', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(String(input));
      return serving({ 'x/d.json': '{"tickets":{"src":"../t.csv?a=1","fields":{"id":"number","createdAt":"opened"}}}', 't.csv?a=1': TICKETS })(input, init);
    };
    await loadDocument(`${BASE}x/d.json`, { fetch });
    expect(asked).toEqual([`${BASE}x/d.json`, `${BASE}t.csv?a=1`]);
  });
});

describe('a file without document', () => {
  it.each<[string, string, string, object]>([
    ['our own names', 'ticket_id,created_at,closed_at,priority\n1,2026-03-01T09:00Z,,High\n', 'tickets', { id: ['1'], createdAt: ['2026-03-01T09:00:00.000Z'], priority: ['high'] }],
    ['our own names of another source', 'ticketId,status,enteredAt\n1,Open,2026-03-01T09:00Z\n', 'statusChanges', { ticketId: ['1'], status: ['Open'] }],
    [
      'Zendesk',
      'Id,Requester id,Group,Assignee,Status,Priority,Via,Created at,Solved at,Reopens,First reply time in minutes,Full resolution time in minutes\n7,9,Blue,Ann,Pending,High,Mail,2026-03-01 09:00,,1,5,\n',
      'tickets',
      { id: ['7'], contactId: ['9'], teamId: ['Blue'], ownerId: ['Ann'], statusCategory: ['waiting'], status: ['Pending'], channel: ['Mail'], reopenCount: [1], firstResponseTimeMs: [300_000] },
    ],
    [
      'Freshdesk',
      'Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Initial response time,Full name,Company Name\n7,Hi,Resolved,Low,Email,Question,Ann,Blue,2026-03-01 09:00:00,2026-03-02 09:00:00,2026-03-01 12:00:00,,2026-03-01 09:10:00,Cy,Co\n',
      'tickets',
      { id: ['7'], statusCategory: ['closed'], channel: ['Email'], ownerId: ['Ann'], closeSlaDueAt: ['2026-03-02T09:00:00.000Z'], firstResponseAt: ['2026-03-01T09:10:00.000Z'], companyId: ['Co'] },
    ],
    ['HubSpot', 'Ticket ID,Record ID,Ticket name,Pipeline,Ticket status,Create date,Close date,Priority,Ticket owner,Source\n,7,Hi,Support,New,2026-03-01 09:00,,HIGH,Ann,CHAT\n', 'tickets', { id: ['7'], status: ['New'], priority: ['high'], channel: ['CHAT'] }],
    ['HubSpot, by internal names', 'hs_object_id,subject,createdate,hs_pipeline_stage,hubspot_owner_id\n7,Hi,2026-03-01T09:00:00Z,1,55\n', 'tickets', { id: ['7'], status: ['1'], ownerId: ['55'] }],
    [
      'ServiceNow',
      'number,short_description,opened_at,closed_at,state,priority,assignment_group,assigned_to,contact_type,sys_created_on\nINC1,Hi,2026-03-01 09:00:00,,New,3 - Moderate,Blue,Ann,Phone,2026-03-01 09:00:00\n',
      'tickets',
      { id: ['INC1'], createdAt: ['2026-03-01T09:00:00.000Z'], priority: ['medium'], teamId: ['Blue'], ownerId: ['Ann'], channel: ['Phone'] },
    ],
  ])('is known by its columns: %s', async (_, csv, source, columns) => {
    const records = await load('export.csv', { 'export.csv': csv });
    for (const [field, values] of Object.entries(columns)) expect(cellsOf(records, source as 'tickets', field), field).toEqual(values);
  });

  it('may be JSON', async () => {
    const records = await load('t.json', { 't.json': '[{"id":1,"created_at":"2026-03-01T09:00:00Z"},7]' });
    expect(cellsOf(records, 'tickets', 'id')).toEqual(['1']);
    expect(told(records)).toEqual({ 't.json not-an-object': 1 });
    expect(cellsOf(await load('t.ndjson', { 't.ndjson': '{"id":1,"createdAt":0}\n{"id":2,"createdAt":0}' }), 'tickets', 'id')).toEqual(['1', '2']);
  });
});

describe('the document of the design', () => {
  it('is read', async () => {
    const document = JSON.parse(readFileSync(new URL('design-example.json', import.meta.url), 'utf8')) as object;
    const records = await load(document, {
      'tickets.csv.gz': gzip('ticket_id,opened_at,closed_at,contact_type,priority,assignment_group,assigned_to\nINC1,2016-05-01 09:00,2016-05-02 09:00,Phone,1 - Critical,Group 1,\n'),
      'events.csv.gz': gzip('ticket_id,state,updated_at\nINC1,New,2016-05-01 09:00\n'),
    });
    expect(cellsOf(records, 'tickets', 'createdAt')).toEqual(['2016-05-01T13:00:00.000Z']);
    expect(cellsOf(records, 'tickets', 'priority')).toEqual(['urgent']);
    expect(cellsOf(records, 'statusChanges', 'status')).toEqual(['New']);
    expect(records.problems).toEqual([]);
  });
});
