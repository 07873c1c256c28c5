import { Worker } from 'node:worker_threads';
import { bundleWorker } from '../../../scripts/worker-file.ts';
import type { Change, RecordsEngine } from '../../../src/data/adapter.ts';
import type { NormalRecords, Records } from '../../../src/data/records/records.ts';
import { tellListeners } from '../../../src/data/tell-listeners.ts';
import { connect, type Connection } from '../../../src/data/worker/connection.ts';
import { sendParcel } from '../../../src/data/worker/parcel.ts';
import type { Port } from '../../../src/data/worker/protocol.ts';
import { workerEngine, type WorkerEngine } from '../../../src/data/worker/worker-engine.ts';

/** Gives a thread of Node's the two names by which a script in a browser's worker speaks with its page. */
const SCOPE = `
const { parentPort } = require('node:worker_threads');
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
parentPort.on('message', (data) => globalThis.onmessage({ data }));
`;

let text: Promise<string> | undefined;

/** A line to a thread of its own, which runs the worker file as it is shipped. */
export async function threadLine(): Promise<Connection> {
  text ??= bundleWorker();
  const thread = new Worker(SCOPE + (await text), { eval: true });
  const port: Port = { postMessage: (message, transfer) => thread.postMessage(message, transfer as unknown as readonly never[]), onmessage: null };
  thread.on('message', (data) => port.onmessage?.({ data } as unknown as MessageEvent<never>));
  thread.unref();
  const connection = connect(port, () => void thread.terminate());
  thread.on('error', ({ message }) => connection.close({ kind: 'server', title: 'The engine stopped in the middle of its work.', detail: message }));
  return connection;
}

interface Turn {
  engine: object;
  inner: WorkerEngine;
}

let current: Turn | undefined;
let connection: Promise<Connection> | undefined;
let turns: Promise<unknown> = Promise.resolve();

/** The shared line, which does not end with one of its engines. */
function lent(shared: Connection): Connection {
  return { port: shared.port, ended: undefined, call: shared.call, listen: shared.listen, close: () => undefined };
}

async function engineOn(line: Connection, records: Records | NormalRecords): Promise<WorkerEngine> {
  const engine = await workerEngine(async () => {
    await line.call('records', { records: await sendParcel(line.port, records) });
    return line;
  });
  return engine!;
}

/**
 * In place of `recordsEngine`: the same in a thread. Engines share one thread, which takes the records of the engine that is asked
 * when it was another's turn before. One that is changed has a thread of its own from then on.
 */
export function threadEngine(records: Records | NormalRecords): RecordsEngine {
  const listeners = new Set<(change: Change) => void>();
  const engine = {};
  let own: Promise<WorkerEngine> | undefined;
  const shared = async (): Promise<WorkerEngine> => {
    if (current?.engine === engine) return current.inner;
    current = undefined;
    const inner = await engineOn(lent(await (connection ??= threadLine())), records);
    current = { engine, inner };
    return inner;
  };
  const changing = async (): Promise<WorkerEngine> => {
    const inner = await engineOn(await threadLine(), records);
    inner.subscribe((change) => tellListeners(listeners, change));
    return inner;
  };
  const ask = <T>(work: (inner: WorkerEngine) => Promise<T>): Promise<T> => {
    if (own) return own.then(work);
    const turn = turns.then(async () => work(await shared()));
    turns = turn.catch(() => undefined);
    return turn;
  };
  return {
    query: (queries, context) => ask((inner) => inner.query(queries, context)),
    catalog: (context) => ask((inner) => inner.catalog(context)),
    apply: (change) => (own ??= turns.then(changing)).then((inner) => inner.apply(change)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
