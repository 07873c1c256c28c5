import type { ServerResponse } from 'node:http';
import type { Change } from '../../src/data/adapter.ts';

/** Events kept for clients whose connection broke off. */
const KEPT = 100;
const HEARTBEAT = 15_000;

/** Tells every client that listens of changes, as server-sent events. */
export function changeStream() {
  const listeners = new Map<ServerResponse, ReturnType<typeof setInterval>>();
  // A start of its own, so that ids of a former run are not taken for ours.
  const run = Date.now().toString(36);
  let events: readonly { number: number; text: string }[] = [];
  let count = 0;

  /** What was told after this id; undefined where that is not known. */
  const since = (id: string): string | undefined => {
    const [itsRun, number = NaN] = [id.split('-')[0], Number(id.split('-')[1])];
    const known = itsRun === run && number <= count && number >= count - events.length;
    return known ? events.filter((event) => event.number > number).map(({ text }) => text).join('') : undefined;
  };

  const forget = (response: ServerResponse): void => {
    clearInterval(listeners.get(response));
    listeners.delete(response);
  };

  return {
    /** Opens the stream; `lastId` is the client's `Last-Event-ID`. A gap that cannot be filled is told as a change of everything. */
    open(response: ServerResponse, lastId: string | undefined): void {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      const missed = lastId ? (since(lastId) ?? 'event: change\ndata: {}\n\n') : '';
      response.write(`id: ${run}-${count}\n\n${missed}`);
      listeners.set(response, setInterval(() => response.write(':\n\n'), HEARTBEAT));
      response.on('close', () => forget(response));
    },
    tell(change: Change): void {
      count += 1;
      const text = `id: ${run}-${count}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
      events = [...events, { number: count, text }].slice(-KEPT);
      for (const response of listeners.keys()) response.write(text);
    },
    /** Ends every stream; clients come back by themselves. */
    close(): void {
      for (const response of [...listeners.keys()]) {
        forget(response);
        response.end();
      }
    },
  };
}

export type ChangeStream = ReturnType<typeof changeStream>;
