import type { Change, RecordsEngine, Settled } from '../adapter.ts';
import { buildCatalog, extraColumns } from '../catalog/build-catalog.ts';
import type { Extras, Has } from '../catalog/members.ts';
import { presence } from '../catalog/presence.ts';
import { DataError, toProblem } from '../problem.ts';
import type { Query, ResultSet } from '../query/query.ts';
import { knownMembers, validateQuery } from '../query/validate.ts';
import { normalizeSteps } from '../records/normalize.ts';
import { show } from '../records/problem-log.ts';
import type { NormalRecords, Records } from '../records/records.ts';
import { tellListeners } from '../tell-listeners.ts';
import { answer } from './answer.ts';
import { makeDesk, type Desk } from './desk.ts';
import { inTurn } from './in-turn.ts';
import { planQuery } from './plan.ts';
import { inSlices, type Work } from './work.ts';

interface Ready {
  desk: Desk;
  extras: Extras;
  has: Has;
}

/**
 * An engine that answers queries from records in memory. Always asynchronous, works in short slices, and rejects once the
 * signal is aborted. Faulty queries fail alone: `bad-query`, or `unsupported` for what the records or this version cannot tell.
 */
export function recordsEngine(records: Records | NormalRecords): RecordsEngine {
  let ready: Promise<Ready> | undefined;
  const turns = inTurn();
  const listeners = new Set<(change: Change) => void>();
  const open = () => {
    ready ??= prepare(records);
    return ready;
  };
  return {
    query: (queries, { signal }) =>
      turns.ask(async () => {
        const opened = await open();
        const { desk, extras } = opened;
        const known = knownMembers(extras, desk.records.calendars.map(({ id }) => id));
        const answers: Settled<ResultSet>[] = [];
        for (const [i, query] of queries.entries()) {
          const checked = validateQuery(query, known, `queries[${i}]`);
          answers.push(checked.ok ? await settle(checked.value, opened, signal) : checked);
        }
        return answers;
      }),
    catalog: (context) => turns.ask(async () => await buildCatalog((await open()).desk.now, context)),
    apply: (change) =>
      turns.change(async () => {
        const { desk } = await open();
        const { applyChange } = await import('./change/apply-change.ts');
        const told = await inSlices(applyChange(desk, change), new AbortController().signal);
        ready = Promise.resolve(readyOf(desk));
        if (told.sources?.length !== 0) tellListeners(listeners, told);
        return told;
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function* planned(query: Query, { desk, extras, has }: Ready): Work<ResultSet> {
  return yield* answer(yield* planQuery(query, desk, extras, has));
}

async function settle(query: Query, ready: Ready, signal: AbortSignal): Promise<Settled<ResultSet>> {
  try {
    return { ok: true, value: await inSlices(planned(query, ready), signal) };
  } catch (thrown) {
    signal.throwIfAborted();
    return { ok: false, error: toProblem(thrown) };
  }
}

async function prepare(records: Records | NormalRecords): Promise<Ready> {
  checkObject(records);
  if (isNormal(records)) return readyOf(makeDesk(records));
  const hours = records.calendars?.length ? await import('../records/calendars.ts') : undefined;
  const normal = await inSlices(normalizeSteps(records, hours), new AbortController().signal);
  return readyOf(makeDesk(await withNearNames(normal)));
}

/** The records, with what is told of names that look misspelt. Where all names are fields, nothing is loaded for it. */
async function withNearNames(records: NormalRecords): Promise<NormalRecords> {
  if (!Object.keys({ ...records.settings, ...extraColumns(records.tables) }).length) return records;
  return (await import('../records/near-names.ts')).withNearNames(records);
}

function readyOf(desk: Desk): Ready {
  const { tables } = desk.now;
  return { desk, extras: extraColumns(tables), has: presence(tables, desk.now.settings) };
}

function checkObject(records: unknown): void {
  if (typeof records === 'object' && records !== null && !Array.isArray(records)) return;
  throw new DataError({ kind: 'bad-data', title: `Records must be an object with sources, such as { tickets: [...] }, not ${show(records)}.`, path: 'records' });
}

function isNormal(records: Records | NormalRecords): records is NormalRecords {
  return 'tables' in records;
}

