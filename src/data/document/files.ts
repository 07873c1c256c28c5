import { fault, fileName } from './faults.ts';
import type { ProblemKind } from '../problem.ts';

/** How far a load has come. */
export interface LoadProgress {
  /** Bytes received, as sent. */
  bytes: number;
  /** Rows read. */
  rows: number;
  /** Bytes to be received of the files asked for so far, where their servers say so. */
  total?: number;
}

export interface LoadOptions {
  /** Address that relative ones stand against; absent: the page's own. */
  base?: string | URL;
  /** In place of the page's `fetch`: for headers, or for files on disk. */
  fetch?: typeof fetch;
  signal?: AbortSignal;
  onProgress?(progress: LoadProgress): void;
  /** Most bytes of one file, unpacked; 200,000,000 unless set. */
  maxBytes?: number;
}

/** A file being read: its unpacked bytes, and when it was written (milliseconds). */
export interface OpenFile {
  name: string;
  url: string;
  lastModified?: number;
  bytes: AsyncGenerator<Uint8Array, void>;
}

const KINDS: Readonly<Record<number, ProblemKind>> = { 401: 'signed-out', 403: 'denied', 404: 'not-found', 410: 'not-found', 413: 'too-large', 429: 'rate-limited' };
const DEFAULT_MAX_BYTES = 200_000_000;

/** Opens files for one load and counts what comes in. */
export function fileOpener(options: LoadOptions, progress: LoadProgress): (src: string, base?: string | URL) => Promise<OpenFile> {
  const { signal, maxBytes = DEFAULT_MAX_BYTES } = options;
  return async (src, base = options.base) => {
    const url = absolute(src, base);
    const name = fileName(url);
    if (url.startsWith('file:') && !options.fetch) {
      fault('network', `${name} cannot be read from a page that was opened as a file; browsers forbid it.`, {
        detail: 'Serve the folder with any web server and open it by its http address, or hand the records over by script.',
      });
    }
    const response = await request(options.fetch ?? globalThis.fetch, url, name, signal);
    const length = Number(response.headers.get('content-length'));
    if (length > maxBytes) tooLarge(name, maxBytes);
    if (length > 0) progress.total = (progress.total ?? 0) + length;
    const written = Date.parse(response.headers.get('last-modified') ?? '');
    return {
      name,
      url: response.url || url,
      ...(!Number.isNaN(written) && { lastModified: written }),
      bytes: limited(unpacked(received(response, options, progress, name), name), name, maxBytes),
    };
  };
}

function absolute(src: string, base: string | URL | undefined): string {
  const page = globalThis.location?.href;
  try {
    return new URL(src, base ? new URL(base, page) : page).href;
  } catch (cause) {
    fault('bad-data', `“${src.slice(0, 80)}” is no complete address, and there is no base to read it against.`, { detail: 'Give options.base.' }, cause);
  }
}

async function request(ask: typeof fetch, url: string, name: string, signal: AbortSignal | undefined): Promise<Response> {
  let response: Response;
  try {
    response = await ask(url, { signal: signal ?? null });
  } catch (cause) {
    signal?.throwIfAborted();
    fault('network', `${name} could not be reached.`, { detail: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
  if (response.ok) return response;
  const { status } = response;
  void response.body?.cancel().catch(() => undefined);
  const kind = KINDS[status] ?? 'server';
  const words = { 'signed-out': 'asks you to sign in', denied: 'may not be read', 'not-found': 'was not found' }[kind as string] ?? `could not be read`;
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  if (status === 404 && url.startsWith('file:')) fault(kind, `There is no file ${name}.`, { path: decodeURIComponent(new URL(url).pathname) });
  return fault(kind, `${name} ${words} (HTTP ${status}).`, { status, ...(seconds >= 0 && { retryAfter: seconds * 1000 }) });
}

async function* received(response: Response, { signal, onProgress }: LoadOptions, progress: LoadProgress, name: string): AsyncGenerator<Uint8Array, void> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  const reader = body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) return;
      signal?.throwIfAborted();
      progress.bytes += value.length;
      onProgress?.({ ...progress });
      yield value;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    fault('network', `${name} broke off while it was read.`, { detail: cause instanceof Error ? cause.message : String(cause) }, cause);
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}

async function* limited(bytes: AsyncIterable<Uint8Array>, name: string, most: number): AsyncGenerator<Uint8Array, void> {
  let count = 0;
  for await (const piece of bytes) {
    count += piece.length;
    if (count > most) tooLarge(name, most);
    yield piece;
  }
}

function tooLarge(name: string, most: number): never {
  fault('too-large', `${name} is larger than ${most < 1e6 ? `${most} bytes` : `${Math.round(most / 1e6)} MB`} unpacked and was not read.`, {
    detail: 'Split it, leave columns out, or raise maxBytes.',
  });
}

/** The bytes themselves, or what they hold where their first two tell of gzip. */
async function* unpacked(bytes: AsyncGenerator<Uint8Array, void>, name: string): AsyncGenerator<Uint8Array, void> {
  let head = await bytes.next();
  // The two bytes may come one by one.
  while (!head.done && head.value.length < 2) {
    const next = await bytes.next();
    if (next.done) break;
    head = { done: false, value: joined(head.value, next.value) };
  }
  if (head.done) return;
  const all = startingWith(head.value, bytes);
  if (head.value[0] !== 0x1f || head.value[1] !== 0x8b) return yield* all;
  yield* (await import('./gunzip.ts')).gunzip(all, name);
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield first;
  yield* rest;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
