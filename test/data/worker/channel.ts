import type { RecordsEngine } from '../../../src/data/adapter.ts';
import type { NormalRecords, Records } from '../../../src/data/records/records.ts';
import { connect, type Connection } from '../../../src/data/worker/connection.ts';
import { sendParcel } from '../../../src/data/worker/parcel.ts';
import type { Port } from '../../../src/data/worker/protocol.ts';
import { serve } from '../../../src/data/worker/serve.ts';
import { workerEngine, type WorkerEngine } from '../../../src/data/worker/worker-engine.ts';

/** A line to the worker's end of it, in this thread: all that passes is copied or handed over as to a worker. */
export function line(): Connection {
  const { port1, port2 } = new MessageChannel();
  serve(port2 as unknown as Port);
  return connect(port1 as unknown as Port, () => port1.close());
}

/** An engine behind such a line. */
export async function channelEngine(records: Records | NormalRecords, started?: (connection: Connection) => void): Promise<WorkerEngine> {
  const engine = await workerEngine(async () => {
    const connection = line();
    started?.(connection);
    await connection.call('records', { records: await sendParcel(connection.port, records) });
    return connection;
  });
  return engine!;
}

/** The engine behind a line, opened when it is first asked and closed after each answer, so that a test process can end. */
export function throughChannel(records: Records | NormalRecords): Pick<RecordsEngine, 'query' | 'catalog'> {
  const ask = async <T>(question: (engine: RecordsEngine) => Promise<T>): Promise<T> => {
    const engine = await channelEngine(records);
    try {
      return await question(engine);
    } finally {
      engine.close();
    }
  };
  return {
    query: (queries, context) => ask((engine) => engine.query(queries, context)),
    catalog: (context) => ask((engine) => engine.catalog(context)),
  };
}
