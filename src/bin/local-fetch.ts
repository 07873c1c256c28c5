import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** `fetch` that reads `file:` addresses from disk, with their size and date; all others go to the network. */
export const localFetch: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol !== 'file:') return fetch(input, init);
  const path = fileURLToPath(url);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return new Response(null, { status: 404 });
  const body = Readable.toWeb(createReadStream(path, init?.signal ? { signal: init.signal } : {})) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { 'content-length': String(found.size), 'last-modified': found.mtime.toUTCString() } });
};
