import { expect, it } from 'vitest';
import { loadDocument } from '../../../src/data/document/load-document.ts';
import { normalizeRecords } from '../../../src/data/records/normalize-records.ts';
import type { ColumnTable } from '../../../src/data/records/records.ts';

const ROWS = 60_000;

/** A packed CSV file, and its bytes before packing. */
async function packed(): Promise<{ blob: Blob; size: number }> {
  const lines = ['id,opened,closed,priority,owner,subject'];
  for (let i = 0; i < ROWS; i++) lines.push(`INC${10_000_000 + i},2026-03-0${1 + (i % 9)}T0${i % 10}:30:00,${1 + (i % 28)}/04/2026 14:05,high,rep ${i % 500},"Broken, ""again"" ${i % 5000}"`);
  const text = new Blob([lines.join('\r\n')]);
  return { blob: await new Response(text.stream().pipeThrough(new CompressionStream('gzip'))).blob(), size: text.size };
}

/**
 * The longest wait of the page for its turn, as a share of the time that `work` takes: a few hundredths where work is done in slices
 * far below 50 ms, nearly 1 where it is done in one go. The least of five runs, since other programs make pages wait, too.
 */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  const shares: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { port1, port2 } = new MessageChannel();
    const began = performance.now();
    let last = began;
    let longest = 0;
    const turn = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    };
    port1.onmessage = () => {
      turn();
      port2.postMessage(null);
    };
    port2.postMessage(null);
    await work();
    turn();
    port1.close();
    shares.push(longest / (last - began));
  }
  return Math.min(...shares);
}

it('reads a packed file without holding up the page', async () => {
  const { blob, size } = await packed();
  expect(size).toBeGreaterThan(4_000_000);
  const document = { timezone: 'Europe/Warsaw', tickets: { src: 't.csv.gz', fields: { id: 'id', createdAt: 'opened', closedAt: 'closed', priority: 'priority', owner: 'owner', subject: 'subject' } } };
  const load = () => loadDocument(document, { base: location.href, fetch: () => Promise.resolve(new Response(blob)) });
  // The parser's chunk is fetched and compiled by the first load.
  const records = await load();
  const { length, columns } = records.tickets as ColumnTable;
  expect(length).toBe(ROWS);
  expect(Object.keys(columns)).toEqual(['id', 'createdAt', 'closedAt', 'priority', 'ownerId', 'subject']);
  expect(records.problems).toEqual([]);
  const { createdAt } = columns;
  expect(createdAt?.kind === 'time' && new Date(createdAt.values[1]!).toISOString()).toBe('2026-03-02T00:30:00.000Z');
  expect(await longestWait(load)).toBeLessThan(0.2);
}, 60_000);

it('canary: reading in one go is caught', async () => {
  const rows = Array.from({ length: 100_000 }, (_, id) => ({ id, createdAt: '2026-03-01T00:00:00Z', subject: `Broken again ${id}` }));
  expect(await longestWait(() => Promise.resolve(normalizeRecords({ tickets: rows })))).toBeGreaterThan(0.5);
}, 60_000);

it('reads from the page’s own address', async () => {
  const url = URL.createObjectURL(new Blob(['id,created_at\n1,2026-03-01T00:00:00Z\n'], { type: 'text/csv' }));
  const records = await loadDocument(url);
  URL.revokeObjectURL(url);
  expect((records.tickets as ColumnTable).length).toBe(1);
});

it('refuses a packed file that would grow without end', async () => {
  const bomb = await new Response(new Blob([new Uint8Array(30_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
  expect(bomb.size).toBeLessThan(100_000);
  const loading = loadDocument('t.csv', { base: location.href, fetch: () => Promise.resolve(new Response(bomb)), maxBytes: 5_000_000 });
  await expect(loading).rejects.toMatchObject({ problem: { kind: 'too-large', title: 't.csv is larger than 5 MB unpacked and was not read.' } });
});
