/**
 * Measures the records engine beside plain row loops, Arquero and DuckDB in one process, taking turns. Figures are ratios;
 * milliseconds are told only to give an idea. `npm run bench` writes docs/performance.md; `--quick` leaves out a million
 * tickets and writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { askSize, type Size } from './bench/asking.ts';
import { changing } from './bench/changing.ts';
import { loading } from './bench/loading.ts';
import { page } from './bench/page.ts';
import { inWorker } from './bench/in-worker.ts';

const quick = process.argv.includes('--quick');
const tell = (line: string) => console.info(line);

const sizes: Size[] = [];
for (const tickets of quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]) sizes.push(await askSize(tickets, tell));
const largest = sizes.at(-1)!.tickets;
const text = page({ sizes, loaded: await loading(tell), changed: await changing(largest, tell), worker: await inWorker(largest, tell) });
if (quick) tell(text);
else writeFileSync(new URL('../docs/performance.md', import.meta.url), text);
