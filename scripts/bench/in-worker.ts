import { Worker } from 'node:worker_threads';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import { connect } from '../../src/data/worker/connection.ts';
import { sendParcel } from '../../src/data/worker/parcel.ts';
import type { Port } from '../../src/data/worker/protocol.ts';
import { workerEngine } from '../../src/data/worker/worker-engine.ts';
import { ask } from './asking.ts';
import { median, type Ratio, ratioOf, rounds } from './measure.ts';
import { makeTickets } from './million.ts';
import { SHAPES } from './shapes.ts';

export interface InWorker {
  tickets: number;
  asked: { name: string; ms: number; ratio: Ratio }[];
}

/** The questions asked over the line to a worker thread, there and back, beside the same engine without one. */
export async function inWorker(tickets: number, tell: (line: string) => void): Promise<InWorker> {
  const { records } = makeTickets(tickets);
  const thread = new Worker(new URL('./worker-end.ts', import.meta.url));
  const { port1, port2 } = new MessageChannel();
  thread.postMessage(port2, [port2 as never]);
  const engine = await workerEngine(async () => {
    const connection = connect(port1 as unknown as Port, () => void thread.terminate());
    await connection.call('records', { records: await sendParcel(connection.port, records) });
    return connection;
  });
  const here = recordsEngine(records);
  const asked: InWorker['asked'] = [];
  for (const { name, key, queries } of SHAPES) {
    if (key === 'messages') continue;
    const times = await rounds(15, { worker: () => ask(engine!, queries), here: () => ask(here, queries) });
    asked.push({ name, ms: median(times.worker), ratio: ratioOf(times.worker, times.here) });
    tell(`in a worker, ${name}: ${median(times.worker).toFixed(2)} ms, here ${median(times.here).toFixed(2)} ms`);
  }
  engine!.close();
  port1.close();
  return { tickets, asked };
}
