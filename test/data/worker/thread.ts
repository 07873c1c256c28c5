import { Worker } from 'node:worker_threads';
import { bundleWorker } from '../../../scripts/worker-file.ts';
import type { Change, RecordsEngine } from '../../../src/data/adapter.ts';
import type { NormalRecords, Records, RecordsChange } from '../../../src/data/records/records.ts';
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

/**
 * In place of `recordsEngine`: the same in a thread. All engines share one thread, which takes the records of the engine that is
 * asked, with all its changes, when it was another's turn before.
 */
export function threadEngine(records: Records | NormalRecords): RecordsEngine {
  const changes: RecordsChange[] = [];
  const listeners = new Set<(change: Change) => void>();
  const own = {};
  const open = async (): Promise<WorkerEngine> => {
    if (current?.engine === own) return current.inner;
    current = undefined;
    const inner = await workerEngine(async () => {
      const opened = await (connection ??= threadLine());
      await opened.call('records', { records: await sendParcel(opened.port, records) });
      return opened;
    });
    for (const change of changes) await inner!.apply(change);
    inner!.subscribe((change) => listeners.forEach((listener) => listener(change)));
    current = { engine: own, inner: inner! };
    return inner!;
  };
  const inTurn = <T>(work: (inner: WorkerEngine) => Promise<T>): Promise<T> => {
    const turn = turns.then(async () => work(await open()));
    turns = turn.catch(() => undefined);
    return turn;
  };
  return {
    query: (queries, context) => inTurn((inner) => inner.query(queries, context)),
    catalog: (context) => inTurn((inner) => inner.catalog(context)),
    apply: (change) =>
      inTurn(async (inner) => {
        const told = await inner.apply(change);
        changes.push(change);
        return told;
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
