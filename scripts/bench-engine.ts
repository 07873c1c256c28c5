/**
 * Measures the records engine on a million generated tickets against plain loops over row objects, both in this process,
 * taking turns. Figures are ratios; milliseconds are told only to give an idea. `npm run bench` writes docs/performance.md.
 */
import { writeFileSync } from 'node:fs';
import { recordsEngine } from '../src/data/engine/records-engine.ts';
import type { Query } from '../src/data/query/query.ts';
import { median, memoryOf, pairs, ratioOf, slices } from './bench/measure.ts';
import { makeTickets } from './bench/million.ts';
import { type PlainTicket, plainRows, SHAPES, same } from './bench/shapes.ts';

const COUNT = Number(process.argv[2] ?? 1_000_000);
const { signal } = new AbortController();

const before = memoryOf();
const { records, bytes } = makeTickets(COUNT);
const rows: readonly PlainTicket[] = plainRows(records);

async function ask(engine: ReturnType<typeof recordsEngine>, queries: readonly Query[]) {
  const answers = await engine.query(queries, { signal });
  return answers.map((settled) => {
    if (!settled.ok) throw new Error(JSON.stringify(settled.error));
    return settled.value;
  });
}

const lines: string[] = [];
let keptBytes = 0;
for (const shape of SHAPES) {
  const fresh = () => recordsEngine(records);
  const warm = fresh();
  const mine = await ask(warm, shape.queries);
  const fault = same(shape.compare(mine), shape.plain(rows));
  if (fault) throw new Error(`${shape.name}: ${fault}`);
  const longest = await slices(() => ask(fresh(), shape.queries));
  const cold = await pairs(7, () => ask(fresh(), shape.queries), () => shape.plain(rows));
  const warmed = await pairs(15, () => ask(warm, shape.queries), () => shape.plain(rows));
  const [w, c] = [ratioOf(warmed), ratioOf(cold)];
  lines.push(`| ${shape.name} | ${w.middle.toFixed(1)} (${w.low.toFixed(1)} to ${w.high.toFixed(1)}) | ${c.middle.toFixed(1)} | ${median(warmed.map(([a]) => a)).toFixed(0)} | ${median(warmed.map(([, b]) => b)).toFixed(0)} | ${median(cold.map(([a]) => a)).toFixed(0)} | ${longest.toFixed(0)} |`);
  console.info(lines.at(-1));
}
const all = recordsEngine(records);
const start = memoryOf();
for (const shape of SHAPES) await ask(all, shape.queries);
keptBytes = memoryOf() - start;
// Asked once more, so that the engine is not collected before it is measured.
await ask(all, SHAPES[3]!.queries);

const page = `# Performance of the records engine

Written by \`npm run bench\` (scripts/bench-engine.ts): ${COUNT.toLocaleString('en')} generated tickets over three years, seeded. The engine
and plain loops over row objects answer the same questions in one process, taking turns; answers are compared first. A figure is
the median of paired ratios, with its 95 % bootstrap interval: 2.0 means twice as fast as the plain loops. Instants of the row
objects are numbers already, and local days are found from a table of offsets, so that the loops are as good as plain loops get.
Warm: the engine has answered the question before. Cold: a new engine over finished columns, as the document reader hands them
over. Milliseconds depend on the machine and only give an idea.

| question | warm, times as fast | cold, times as fast | warm ms | loops ms | cold ms | longest stretch ms (cold) |
|---|---|---|---|---|---|---|
${lines.join('\n')}

Memory: columns ${(bytes / COUNT).toFixed(0)} bytes a ticket; what the engine keeps after all five
questions ${(Math.max(0, keptBytes) / COUNT).toFixed(0)} bytes a ticket; together ${((bytes + Math.max(0, keptBytes)) / COUNT).toFixed(0)} (limit 160).
The rate is that of tickets solved at first touch: rates of service level agreements are not yet answered from records.
`;
writeFileSync(new URL('../docs/performance.md', import.meta.url), page);
console.info(`columns ${bytes / COUNT} B/ticket, kept ${keptBytes / COUNT}, process ${((memoryOf() - before) / 1e6).toFixed(0)} MB`);
