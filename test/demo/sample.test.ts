import { describe, expect, test } from 'vitest';
import { incidentsBefore } from '../../demo/sample/arrivals.ts';
import { sampleHelpDesk } from '../../demo/sample/help-desk.ts';
import { normalizeRecords } from '../../src/data/records/normalize-records.ts';
import { zone } from '../../src/data/time/zone.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;
const NOW = Date.parse('2026-11-20T13:05:00Z');
const DAY = 86_400_000;
const sample = sampleHelpDesk({ now: NOW });
const rows = (source: keyof typeof sample): Row[] => sample[source] as Row[];
const at = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : NaN);

function byTicket(source: 'statusChanges' | 'messages' | 'calls'): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows(source)) groups.set(row['ticketId'], [...(groups.get(row['ticketId']) ?? []), row]);
  return groups;
}

describe('the sample help desk', () => {
  test('is the same for the same seed and instant, and another for another seed', () => {
    const again = sampleHelpDesk({ now: NOW, tickets: 500 });
    expect(sampleHelpDesk({ now: NOW, tickets: 500 })).toEqual(again);
    expect(sampleHelpDesk({ now: NOW, tickets: 500, seed: 8 }).tickets).not.toEqual(again.tickets);
  });

  test('is read without a single problem', () => {
    expect(normalizeRecords(sample).problems).toEqual([]);
  });

  test('has about twenty thousand tickets over twelve months, with every source', () => {
    expect(rows('tickets').length).toBeGreaterThan(18_000);
    expect(rows('tickets').length).toBeLessThan(23_000);
    const first = Math.min(...rows('tickets').map((ticket) => at(ticket['createdAt'])));
    expect((NOW - first) / DAY).toBeGreaterThan(360);
    for (const source of ['statusChanges', 'assignments', 'messages', 'conversations', 'calls', 'reps', 'feedback', 'contacts', 'companies', 'teams'] as const) {
      expect([source, rows(source).length > 0]).toEqual([source, true]);
    }
  });

  test('knows nothing that happens after its end', () => {
    const late = (['tickets', 'statusChanges', 'messages', 'calls', 'feedback'] as const).flatMap((source) =>
      rows(source).flatMap((row) =>
        Object.entries(row).filter(([field, value]) => /At$/.test(field) && !/DueAt$/.test(field) && at(value) >= NOW).map(([field]) => `${source}.${field}`),
      ),
    );
    expect(late).toEqual([]);
  });

  test("tells each ticket's closing and reopening as its history does", () => {
    const history = byTicket('statusChanges');
    const wrong: string[] = [];
    for (const ticket of rows('tickets')) {
      const visits = history.get(ticket['id']) ?? [];
      const closes = visits.filter((visit, i) => visit['status'] === 'Closed' && visits[i - 1]?.['status'] !== 'Closed');
      const reopens = visits.filter((visit, i) => visit['status'] !== 'Closed' && visits[i - 1]?.['status'] === 'Closed');
      const isClosed = visits.at(-1)?.['statusCategory'] === 'closed';
      const told = [ticket['closedAt'], ticket['firstClosedAt'], ticket['reopenCount'], ticket['statusCategory']];
      const known = [isClosed ? closes.at(-1)?.['enteredAt'] : null, closes[0]?.['enteredAt'] ?? null, reopens.length, visits.at(-1)?.['statusCategory']];
      if (JSON.stringify(told) !== JSON.stringify(known)) wrong.push(`${ticket['id']}: ${told} against ${known}`);
    }
    expect(wrong).toEqual([]);
  });

  test("tells each ticket's first response as its messages and calls do", () => {
    const messages = byTicket('messages');
    const calls = byTicket('calls');
    const wrong: unknown[] = [];
    for (const ticket of rows('tickets')) {
      const replies = [
        ...(messages.get(ticket['id']) ?? []).filter((each) => each['authorType'] === 'rep' && each['isPublic']).map((each) => at(each['sentAt'])),
        ...(calls.get(ticket['id']) ?? []).map((each) => at(each['startedAt'])),
      ];
      const first = replies.length > 0 ? Math.min(...replies) : NaN;
      if (!Object.is(at(ticket['firstResponseAt']), first) || at(ticket['firstResponseAt']) < at(ticket['createdAt'])) wrong.push(ticket['id']);
    }
    expect(wrong).toEqual([]);
  });

  test('names only people, teams and tickets that it has', () => {
    const ids = (source: keyof typeof sample): Set<unknown> => new Set(rows(source).map((row) => row['id']));
    const known = { ownerId: ids('reps'), firstResponderId: ids('reps'), teamId: ids('teams'), contactId: ids('contacts'), companyId: ids('companies'), ticketId: ids('tickets') };
    const strays = (['tickets', 'statusChanges', 'assignments', 'messages', 'calls', 'reps', 'feedback', 'contacts'] as const).flatMap((source) =>
      rows(source).flatMap((row) => Object.entries(known).filter(([field, set]) => row[field] != null && !set.has(row[field])).map(([field]) => `${source}.${field}`)),
    );
    expect([...new Set(strays)]).toEqual([]);
    expect(ids('tickets').size).toBe(rows('tickets').length);
  });

  test('is busy on workdays, quiet at weekends, and overrun in two incidents', () => {
    const warsaw = zone('Europe/Warsaw');
    const perDay = new Map<number, number>();
    for (const ticket of rows('tickets')) {
      const day = Math.floor(warsaw.toLocal(at(ticket['createdAt'])) / DAY);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    const mean = (test: (weekday: number) => boolean): number => {
      const counts = [...perDay].filter(([day]) => test((day + 3) % 7)).map(([, count]) => count);
      return counts.reduce((sum, count) => sum + count, 0) / counts.length;
    };
    expect(mean((weekday) => weekday < 5)).toBeGreaterThan(3 * mean((weekday) => weekday > 4));
    for (const incident of incidentsBefore(NOW, warsaw)) {
      const day = Math.floor(warsaw.toLocal(incident.from) / DAY);
      expect(perDay.get(day)).toBeGreaterThan(1.8 * mean((weekday) => weekday < 5));
    }
  });

  test('misses more targets when more comes in', () => {
    const lateShare = (tickets: readonly Row[]): number => {
      const due = tickets.filter((ticket) => ticket['firstResponseAt'] && ticket['firstResponseSlaDueAt']);
      return due.filter((ticket) => at(ticket['firstResponseAt']) > at(ticket['firstResponseSlaDueAt'])).length / due.length;
    };
    const [incident] = incidentsBefore(NOW, zone('Europe/Warsaw'));
    const during = rows('tickets').filter((ticket) => at(ticket['createdAt']) >= incident!.from && at(ticket['createdAt']) < incident!.to);
    expect(lateShare(during)).toBeGreaterThan(1.5 * lateShare(rows('tickets')));
  });

  test('has something to show for today, whatever the day and hour', () => {
    for (const now of ['2026-11-22T19:00:00Z', '2026-08-15T20:30:00Z', '2026-03-29T12:00:00Z', '2026-06-10T09:00:00Z']) {
      const desk = sampleHelpDesk({ now: Date.parse(now), months: 1 });
      const midnight = zone('Europe/Warsaw').dayStart(Date.parse(now));
      const today = (field: string): number => (desk.tickets as Row[]).filter((ticket) => at(ticket[field]) >= midnight).length;
      expect([now, today('createdAt') > 3, today('closedAt') > 0]).toEqual([now, true, true]);
    }
  });
});
