import type { FileHead, Port, ToPage, ToWorker } from './protocol.ts';

const TOLD = ['content-length', 'last-modified', 'retry-after'];
/** Bytes copied in one go. */
const PIECE = 1 << 20;

/** Asks for files in the worker's place, by the page's own `fetch`, and hands their bytes over piece by piece. */
export function serveFiles(port: Port, ask: typeof fetch): (message: ToPage) => void {
  const readers = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
  const waiting = new Map<number, Uint8Array>();
  const stops = new Map<number, AbortController>();
  const tell = (message: ToWorker, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  const open = async (file: number, url: string): Promise<void> => {
    const stop = new AbortController();
    stops.set(file, stop);
    const response = await ask(url, { signal: stop.signal });
    const { body } = response as { body: ReadableStream<Uint8Array> | null };
    if (body) readers.set(file, body.getReader());
    const headers = TOLD.flatMap((name): FileHead['headers'] => (response.headers.has(name) ? [[name, response.headers.get(name)!]] : []));
    tell({ file, head: { status: response.status, url: response.url, headers } });
  };
  const read = async (file: number): Promise<void> => {
    const chunk = waiting.get(file) ?? (await readers.get(file)?.read())?.value;
    if (!chunk) {
      end(file);
      return tell({ file, bytes: null });
    }
    if (chunk.length > PIECE) waiting.set(file, chunk.subarray(PIECE));
    else waiting.delete(file);
    // A copy: the bytes may be the host's own.
    const bytes = chunk.slice(0, PIECE);
    tell({ file, bytes }, [bytes.buffer]);
  };
  const end = (file: number): void => {
    void readers.get(file)?.cancel().catch(() => undefined);
    for (const kept of [readers, waiting, stops]) kept.delete(file);
  };
  const guarded = (file: number, work: Promise<void>): void => {
    work.catch((thrown: unknown) => {
      end(file);
      tell({ file, fault: thrown instanceof Error ? thrown.message : String(thrown) });
    });
  };

  return (message) => {
    if ('fetch' in message) guarded(message.fetch, open(message.fetch, message.url));
    else if ('read' in message) guarded(message.read, read(message.read));
    else if ('stop' in message) {
      stops.get(message.stop)?.abort();
      end(message.stop);
    }
  };
}
