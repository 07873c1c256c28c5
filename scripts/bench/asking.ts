import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import type { QueryEngine } from '../../src/data/adapter.ts';
import type { Query, ResultSet } from '../../src/data/query/query.ts';
import type { NormalRecords, TimeColumn } from '../../src/data/records/records.ts';
import { openArquero } from './arquero.ts';
import { openDuckDB } from './duckdb.ts';
import { median, memoryOf, type Ratio, ratioOf, rounds, singlePass, slices } from './measure.ts';
import { makeTickets, withMessages } from './million.ts';
import { type Plain, plainRows, type Shape, SHAPES, same } from './shapes.ts';

const { signal } = new AbortController();

/** How a question went: ratios are how many times as fast as the others the engine was. */
export interface Asked {
  shape: Shape;
  /** Milliseconds of the engine that has answered before, and of a new one. */
  warm: number;
  cold: number;
  passes: number;
  loops: Ratio;
  arquero: Ratio;
  duckdb: Ratio;
  coldLoops: Ratio;
  longest: number;
}

export interface Size {
  tickets: number;
  asked: Asked[];
  /** Bytes a ticket: its columns, and what an engine keeps after all questions. */
  columns: number;
  kept: number;
  pass: number;
}

export async function ask(engine: QueryEngine, queries: readonly Query[]): Promise<ResultSet[]> {
  const answers = await engine.query(queries, { signal });
  return answers.map((settled) => {
    if (!settled.ok) throw new Error(JSON.stringify(settled.error));
    return settled.value;
  });
}

/** All questions about so many tickets, asked of everyone in turns after their answers were found equal. */
export async function askSize(tickets: number, tell: (line: string) => void): Promise<Size> {
  const made = makeTickets(tickets);
  const full = withMessages(made);
  const rows = plainRows(full);
  const rivals = { arquero: openArquero(rows), duckdb: await openDuckDB(rows) };
  const { values } = made.records.tables.tickets!.columns.createdAt as TimeColumn;
  const asked: Asked[] = [];
  for (const shape of SHAPES) {
    const found = await askShape(shape, shape.key === 'messages' ? full : made.records, rows, rivals, values);
    asked.push(found);
    tell(`${tickets} ${shape.name}: warm ${found.warm.toFixed(2)} ms, cold ${found.cold.toFixed(1)}, loops ${found.loops.middle.toFixed(1)}, Arquero ${found.arquero.middle.toFixed(1)}, DuckDB ${found.duckdb.middle.toFixed(1)} times; ${found.passes.toFixed(1)} passes`);
  }
  for (const rival of Object.values(rivals)) rival.close();
  const pass = median((await rounds(31, { pass: () => singlePass(values) })).pass);
  return { tickets, asked, pass, columns: made.bytes / tickets, kept: (await keptBytes(made.records)) / tickets };
}

type Rivals = { arquero: ReturnType<typeof openArquero>; duckdb: Awaited<ReturnType<typeof openDuckDB>> };

async function askShape(shape: Shape, records: NormalRecords, rows: Plain, { arquero, duckdb }: Rivals, values: Float64Array): Promise<Asked> {
  const fresh = () => recordsEngine({ ...records });
  const engine = fresh();
  const plain = shape.plain(rows);
  const answers: [string, Map<string, number>][] = [
    ['the engine', shape.compare(await ask(engine, shape.queries))],
    ['Arquero', arquero.read(shape.key, await arquero.ask(shape.key))],
    ['DuckDB', duckdb.read(shape.key, await duckdb.ask(shape.key))],
  ];
  for (const [name, answer] of answers) {
    const fault = same(answer, plain);
    if (fault) throw new Error(`${shape.name}, ${name}: ${fault}`);
  }
  const warm = await rounds(15, {
    engine: () => ask(engine, shape.queries),
    loops: () => shape.plain(rows),
    arquero: () => arquero.ask(shape.key),
    duckdb: () => duckdb.ask(shape.key),
    pass: () => singlePass(values),
  });
  const cold = await rounds(15, { engine: () => ask(fresh(), shape.queries), loops: () => shape.plain(rows) });
  return {
    shape,
    warm: median(warm.engine),
    cold: median(cold.engine),
    passes: ratioOf(warm.pass, warm.engine).middle,
    loops: ratioOf(warm.engine, warm.loops),
    arquero: ratioOf(warm.engine, warm.arquero),
    duckdb: ratioOf(warm.engine, warm.duckdb),
    coldLoops: ratioOf(cold.engine, cold.loops),
    longest: await slices(() => ask(fresh(), shape.queries)),
  };
}

/** Bytes that an engine holds beyond its columns once it has answered everything. */
async function keptBytes(records: NormalRecords): Promise<number> {
  const { tables } = records;
  const copy = { ...records, tables: { tickets: { ...tables.tickets!, columns: structuredClone(tables.tickets!.columns) } } };
  const before = memoryOf();
  const engine = recordsEngine(copy);
  for (const shape of SHAPES) if (shape.key !== 'messages') await ask(engine, shape.queries);
  const kept = memoryOf() - before;
  // Asked once more, so that the engine is not collected before it is measured.
  await ask(engine, SHAPES.find(({ key }) => key === 'open')!.queries);
  return Math.max(0, kept);
}
