import { VERSION } from '../../version.ts';
import { connect, type Connection } from './connection.ts';
import type { ToPage } from './protocol.ts';
import { trustedUrl } from './trusted-url.ts';

/** Where the worker file is; absent: beside the kit's own files. Null: no worker is used. */
export type WorkerUrl = string | URL | null;

/** Milliseconds in which the worker file must have come and answered. */
const LONGEST_START = 10_000;
/** Addresses that gave no worker; asked again they would only fill the console. */
const refused = new Set<string>();

/**
 * A worker that has answered, or undefined where this page gets none: its policy forbids it, the file is missing, of another
 * version or from another origin, the page was opened as a file. Never rejects.
 */
export async function startWorker(workerUrl?: WorkerUrl): Promise<Connection | undefined> {
  const url = addressOf(workerUrl ?? new URL('./worker.js', import.meta.url));
  if (!url || refused.has(url)) return undefined;
  const connection = await start(url);
  if (!connection) refused.add(url);
  return connection;
}

async function start(url: string): Promise<Connection | undefined> {
  if (!isOwn(url)) return inform(`The worker file is on another origin (${new URL(url).origin}), where browsers start no worker. A copy on the page's own origin can be named as workerUrl.`);
  let worker: Worker;
  try {
    worker = new Worker(trustedUrl(url), { name: 'helpdesk-widgets' });
  } catch {
    return undefined;
  }
  const version = await handshake(worker);
  if (version !== VERSION) {
    worker.terminate();
    return version === undefined ? undefined : inform(`The worker file is of version ${version}, the kit of ${VERSION}.`);
  }
  const connection = connect(worker, () => worker.terminate());
  const stopped = (event: Event): void => {
    event.preventDefault();
    const detail = event instanceof ErrorEvent ? event.message : undefined;
    connection.close({ kind: 'server', title: 'The engine stopped in the middle of its work.', ...(detail && { detail }) });
  };
  worker.onerror = stopped;
  worker.onmessageerror = stopped;
  return connection;
}

function addressOf(workerUrl: string | URL): string | undefined {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  return URL.canParse(workerUrl, page) ? new URL(workerUrl, page).href : undefined;
}

function isOwn(url: string): boolean {
  return new URL(url).origin === globalThis.location?.origin;
}

/** The worker's version, as soon as it says so. */
function handshake(worker: Worker): Promise<string | undefined> {
  return new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(resolve, LONGEST_START);
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
      clearTimeout(timer);
      resolve('ready' in data ? data.ready : undefined);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      resolve(undefined);
    };
  });
}

function inform(reason: string): undefined {
  // eslint-disable-next-line no-console -- A note for whoever serves the page; nothing is wrong with what it shows.
  console.info(`helpdesk-widgets works on the page itself, in short slices. ${reason}`);
}
