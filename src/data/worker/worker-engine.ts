import type { Change, RecordsEngine, Settled } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { DataError } from '../problem.ts';
import type { ResultSet } from '../query/query.ts';
import { tellListeners } from '../tell-listeners.ts';
import type { Connection } from './connection.ts';
import { type PackedResult, unpackAnswers } from './pack.ts';
import { isCloneError, sendParcel } from './parcel.ts';

/** An engine in a worker, as the page holds it. When nobody holds it any more, its worker ends. */
export interface WorkerEngine extends RecordsEngine {
  readonly where: 'worker';
  /** Ends the worker. Asked again, the engine opens anew. */
  close(): void;
}

/** Starts a worker and gives it its records; undefined where the page gets no worker. Rejects when the records cannot be read. */
export type Open = () => Promise<Connection | undefined>;

type Listeners = Set<(change: Change) => void>;

/** Ends the workers of engines that were let go. What is held here knows nothing of the engine. */
const forgotten = new FinalizationRegistry<Connection>((connection) => connection.close());

/** An engine at the other end of `open`'s line; undefined where there is none. A worker that stops is replaced once. */
export async function workerEngine(open: Open): Promise<WorkerEngine | undefined> {
  const first = await open();
  return first && engineOf(open, first);
}

function engineOf(open: Open, first: Connection): WorkerEngine {
  const listeners: Listeners = new Set();
  /** Resolves when all changes are on their way: what is asked after them goes after them. */
  let sent: Promise<unknown> = Promise.resolve();
  const line = keepOpen(open, first, (connection) => {
    watch(connection, new WeakRef(listeners));
    forgotten.unregister(engine);
    forgotten.register(engine, connection, engine);
  });
  const engine: WorkerEngine = {
    where: 'worker',
    async query(queries, { signal }) {
      await sent;
      const connection = await line.ready();
      const answers = (await cloneable(queries, (asked) => connection.call('query', { queries: asked }, signal))) as Settled<PackedResult>[];
      return unpackAnswers(answers) satisfies Promise<Settled<ResultSet>[]>;
    },
    async catalog({ signal, definitions }) {
      await sent;
      return (await (await line.ready()).call('catalog', { definitions }, signal)) as Catalog;
    },
    async apply(change) {
      const sending = sent.then(async () => {
        const connection = await line.ready();
        line.changed();
        const parcel = await cloneable(change, (whole) => sendParcel(connection.port, whole));
        return { answer: connection.call('apply', { change: parcel }) };
      });
      sent = sending.catch(() => undefined);
      return (await (await sending).answer) as Change;
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    close: () => line.close(),
  };
  line.begin();
  return engine;
}

/** One line at a time: the first, and another after it was closed or has stopped. A second stop is final. */
function keepOpen(open: Open, first: Connection, begun: (connection: Connection) => void) {
  let current = first;
  let opening: Promise<Connection> | undefined;
  let stops = 0;
  let isChanged = false;
  const again = async (): Promise<Connection> => {
    const { ended } = current;
    if (ended?.kind === 'server') {
      if (isChanged) throw new DataError({ ...ended, detail: 'Changes made since it began went with it. Hand the records over anew.' });
      if (++stops > 1) throw new DataError({ ...ended, detail: 'It stopped twice; it may need more memory than there is.' });
    }
    isChanged = false;
    const next = await open();
    if (!next) throw new DataError({ kind: 'server', title: 'The engine stopped and could not be started again.' });
    current = next;
    begun(next);
    return next;
  };
  return {
    begin: () => begun(first),
    async ready(): Promise<Connection> {
      if (!current.ended) return current;
      opening ??= again().finally(() => (opening = undefined));
      return opening;
    },
    /** From now on the records alone are not what the engine knows. */
    changed(): void {
      isChanged = true;
    },
    close: () => current.close(),
  };
}

/** Tells what the worker says of changes, for as long as somebody holds the listeners. */
function watch(connection: Connection, listeners: WeakRef<Listeners>): void {
  connection.listen((message) => {
    if ('change' in message) tellListeners(listeners.deref() ?? [], message.change);
  });
}

/** Queries and rows are JSON by nature; what else a host's framework has put around them is taken as JSON takes it. */
async function cloneable<In, Out>(value: In, send: (value: In) => Promise<Out>): Promise<Out> {
  try {
    return await send(value);
  } catch (thrown) {
    if (!isCloneError(thrown)) throw thrown;
    return send(JSON.parse(JSON.stringify(value)) as In);
  }
}
