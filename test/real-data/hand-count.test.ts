import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Datasets } from '../../src/data/adapter.ts';
import { documentAdapter } from '../../src/data/adapters/document-adapter.ts';
import { resolveScope } from '../../src/data/resolve-scope.ts';
import { baseOf, DATA_FOLDER, fileFetch, hasRealData } from './data-folder.ts';

/**
 * The dashboard of the incident log on one afternoon, counted once more by plain loops over the file: what is open at that
 * instant, what was opened and closed that day, all in New York. Later records and events are invisible.
 */
const NOW = '2016-05-10T15:00:00Z';
const TODAY = Date.parse('2016-05-10T04:00:00Z');
const now = Date.parse(NOW);

const DOCUMENT = {
  version: 1,
  timezone: 'America/New_York',
  tickets: {
    src: 'tickets.csv.gz',
    fields: { id: 'ticket_id', createdAt: 'opened_at', closedAt: 'closed_at', channel: 'contact_type', priority: 'priority', team: 'assignment_group', owner: 'assigned_to' },
    values: { priority: { '1 - Critical': 'urgent', '2 - High': 'high', '3 - Moderate': 'medium', '4 - Low': 'low' } },
  },
  statusChanges: { src: 'events.csv.gz', fields: { ticketId: 'ticket_id', status: 'state', enteredAt: 'updated_at' } },
  orders: { priority: ['urgent', 'high', 'medium', 'low'] },
};

interface Ticket {
  opened: number;
  closed: number;
  channel: string;
}

function ticketsOfTheFile(): Ticket[] {
  const text = gunzipSync(readFileSync(`${DATA_FOLDER}servicenow-incidents/tickets.csv.gz`)).toString('utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return data.map((row) => ({ opened: Date.parse(row['opened_at']!), closed: Date.parse(row['closed_at']!), channel: row['contact_type']! }));
}

const isOpen = ({ opened, closed }: Ticket): boolean => opened <= now && closed > now;
const isNew = ({ opened }: Ticket): boolean => opened >= TODAY && opened < now;
const isClosedToday = ({ opened, closed }: Ticket): boolean => opened < now && closed >= TODAY && closed < now;

async function ask<K extends keyof Datasets>(dataset: K, params: Datasets[K]['params']): Promise<Datasets[K]['data']> {
  const adapter = documentAdapter(DOCUMENT, { base: baseOf('servicenow-incidents'), fetch: fileFetch });
  const context = { signal: new AbortController().signal };
  const scope = resolveScope({ now: NOW }, await adapter.catalog?.(context));
  return adapter.load({ dataset, params, scope }, context);
}

describe.runIf(hasRealData)('the incident log on one afternoon', () => {
  const tickets = hasRealData ? ticketsOfTheFile() : [];

  test('open, closed today and their time to close', async () => {
    const { figures, asOf } = await ask('team-summary', {});
    const closed = tickets.filter(isClosedToday);
    expect(Date.parse(asOf)).toBe(now);
    expect(figures['open']?.value).toBe(tickets.filter(isOpen).length);
    expect(figures['closed']?.value).toBe(closed.length);
    expect(closed.length).toBeGreaterThan(100);
    const times = closed.map((ticket) => ticket.closed - ticket.opened);
    expect(figures['time-to-close']?.value).toBeCloseTo(times.reduce((sum, each) => sum + each, 0) / times.length, 0);
    expect(figures['time-to-close']?.n).toBe(times.length);
  });

  test("every channel's tickets, opened today and open", async () => {
    const { rows, figures } = await ask('tickets-by-channel', {});
    const byChannel = (test: (ticket: Ticket) => boolean): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const ticket of tickets) if (test(ticket)) counts[ticket.channel] = (counts[ticket.channel] ?? 0) + 1;
      return counts;
    };
    const shown = (id: string): Record<string, number> =>
      Object.fromEntries(rows.filter((row) => row.figures[id]?.value).map((row) => [String(row.key), row.figures[id]?.value ?? 0]));
    expect(shown('today')).toEqual(byChannel(isNew));
    expect(shown('open')).toEqual(byChannel(isOpen));
    expect(figures['today']?.value).toBe(tickets.filter(isNew).length);
    expect(figures['open']?.value).toBe(tickets.filter(isOpen).length);
  });

  test('the rows behind each figure are as many as it says', async () => {
    const adapter = documentAdapter(DOCUMENT, { base: baseOf('servicenow-incidents'), fetch: fileFetch });
    const context = { signal: new AbortController().signal };
    const scope = resolveScope({ now: NOW }, await adapter.catalog?.(context));
    const { figures } = await adapter.load({ dataset: 'team-summary', params: {}, scope }, context);
    for (const id of ['open', 'closed', 'time-to-close']) {
      const { value, n, records } = figures[id]!;
      const list = await adapter.load({ dataset: 'records', params: { ref: records!, columns: ['tickets.id'], limit: 10_000 }, scope }, context);
      expect([id, new Set(list.data[0]).size]).toEqual([id, n ?? value]);
    }
  });
});
