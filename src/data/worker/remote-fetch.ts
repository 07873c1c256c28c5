import type { FileHead, Port, ToPage, ToWorker } from './protocol.ts';

type FileMessage = Extract<ToWorker, { file: number }>;

/** A `fetch` for the reader inside a worker: the page asks, and its bytes come as they are read. */
export function remoteFetch(port: Port): { fetch: typeof fetch; take(message: FileMessage): void } {
  const files = new Map<number, (message: FileMessage) => void>();
  let last = 0;
  const tell = (message: ToPage): void => port.postMessage(message, []);

  const ask = (url: string, signal: AbortSignal | null | undefined): Promise<Response> =>
    new Promise((resolve, reject) => {
      const file = ++last;
      const end = (): void => void files.delete(file);
      signal?.addEventListener('abort', () => {
        if (!files.has(file)) return;
        end();
        tell({ stop: file });
        reject(signal.reason as Error);
      });
      files.set(file, (message) => {
        if ('head' in message) resolve(responseOf(message.head, bodyOf(file, files, tell)));
        else if ('fault' in message) {
          end();
          reject(new TypeError(message.fault));
        }
      });
      tell({ fetch: file, url });
    });

  return {
    fetch: (url, init) => ask(url as string, init?.signal),
    take: (message) => files.get(message.file)?.(message),
  };
}

function bodyOf(file: number, files: Map<number, (message: FileMessage) => void>, tell: (message: ToPage) => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull: (controller) =>
      new Promise<void>((resolve) => {
        files.set(file, (message) => {
          if ('bytes' in message && message.bytes) controller.enqueue(message.bytes);
          else {
            files.delete(file);
            if ('fault' in message) controller.error(new TypeError(message.fault));
            else controller.close();
          }
          resolve();
        });
        tell({ read: file });
      }),
    cancel() {
      if (files.delete(file)) tell({ stop: file });
    },
  });
}

/** What the reader of documents uses of a response; a made one could not say its address. */
function responseOf({ status, url, headers }: FileHead, body: ReadableStream<Uint8Array>): Response {
  return { ok: status >= 200 && status < 300, status, url, headers: new Headers(headers), body } as Response;
}
