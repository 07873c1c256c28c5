import type { Size } from './asking.ts';
import type { Changed } from './changing.ts';
import type { InWorker } from './in-worker.ts';
import type { Loaded } from './loading.ts';
import type { Ratio } from './measure.ts';

export interface Findings {
  sizes: readonly Size[];
  loaded: Loaded;
  changed: Changed;
  worker: InWorker;
}

const exact = (value: number) => value.toFixed(value < 10 ? 1 : 0);
const spread = ({ middle, low, high }: Ratio) => `${exact(middle)} (${exact(low)} to ${exact(high)})`;
const count = (value: number) => value.toLocaleString('en');
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** docs/performance.md. */
export function page({ sizes, loaded, changed, worker }: Findings): string {
  return `# Performance of the records engine

Written by \`npm run bench\` (scripts/bench-engine.ts) on generated help desks of three years, seeded, with three messages a ticket.
The engine, plain loops over row objects, [Arquero](https://idl.uw.edu/arquero/) 8.0.3 and [DuckDB](https://duckdb.org/) 1.5.6 (in
memory, with all its threads) answer the same questions in one process, taking turns; their answers are compared first. A figure is the
median of paired ratios, with its 95 % bootstrap interval: 2.0 means that the engine is twice as fast. Milliseconds depend on the
machine and only give an idea.

The others are as good as they get: the loops hold instants as numbers and find local days from a table of offsets; Arquero has numbers
in typed arrays; Arquero and DuckDB have local days and times in columns of their own, made beforehand. Of DuckDB the question with
its whole result is timed, as arrays of JavaScript values.

Warm: the engine has answered the question before. It keeps no answers, but for large tables the bucket of each row, the rows that pass
filters, and what each row is to a measure that counts. Cold: a new engine over finished columns, as the document reader hands them over.

${sizes.map(askedOf).join('\n')}
## Reading

${count(loaded.tickets)} tickets with 15 fields, read and asked one question.

${table(['form', 'ms', 'beside', 'times as fast'], loaded.ways.map(({ name, ms, against, ratio }) => [name, ms.toFixed(0), against, spread(ratio)]))}

## Changing

\`engine.apply\` of a hundred of ${count(changed.tickets)} tickets takes ${exact(changed.ms)} ms; reading all rows anew takes ${spread(changed.rebuild)} times as long.
A change and the question after it, beside a new engine over finished columns:

${table(['question', 'times as fast'], changed.again.map(({ name, ratio }) => [name, spread(ratio)]))}

## In a worker

Questions about ${count(worker.tickets)} tickets there and back, beside the same engine without a worker (1.0: as fast; answers that are short of
work pay for the way).

${table(['question', 'ms', 'times as fast'], worker.asked.map(({ name, ms, ratio }) => [name, exact(ms), spread(ratio)]))}
`;
}

function askedOf({ tickets, asked, columns, kept, pass }: Size): string {
  const rows = asked.map(({ shape, loops, arquero, duckdb, coldLoops, passes, warm, cold, longest }) => [
    shape.name,
    spread(arquero),
    spread(duckdb),
    spread(loops),
    spread(coldLoops),
    exact(passes),
    exact(warm),
    exact(cold),
    longest.toFixed(0),
  ]);
  return `## ${count(tickets)} tickets

${table(['question', 'warm: Arquero', 'warm: DuckDB', 'warm: loops', 'cold: loops', 'single passes', 'warm ms', 'cold ms', 'longest stretch ms (cold)'], rows)}

A single pass sums an array of ${count(tickets)} numbers, in ${pass.toFixed(3)} ms.${tickets < 1_000_000 ? '' : ` Memory: columns ${columns.toFixed(0)} bytes a ticket; kept after all
questions about tickets ${kept.toFixed(0)}; together ${(columns + kept).toFixed(0)} (limit 160).`}
`;
}
