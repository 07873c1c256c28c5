import { fault } from './faults.ts';

/** Packed bytes given to the unpacker at once; one of them can become a thousand, all of it in memory. */
const PACKED_STEP = 16_384;
/** How browsers and Node name bytes behind the end, which none of them unpacks. */
const BEHIND = /junk|trailing|extra|(?:after|past) the end/i;

/** What gzip's bytes hold, as it comes in. */
export async function* gunzip(bytes: AsyncGenerator<Uint8Array, void>, name: string): AsyncGenerator<Uint8Array, void> {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  let broken: unknown;
  const fed = (async () => {
    try {
      for await (const piece of bytes) {
        for (let at = 0; at < piece.length; at += PACKED_STEP) {
          await writer.ready;
          await writer.write(piece.slice(at, at + PACKED_STEP));
        }
      }
      await writer.close();
    } catch (error) {
      broken ??= error;
      await writer.abort(error).catch(() => undefined);
    }
  })();
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await fed;
  } catch (cause) {
    await fed;
    const first = broken ?? cause;
    if (first instanceof Error && (first.name === 'DataError' || first.name === 'AbortError')) throw first;
    const more = first instanceof Error && BEHIND.test(first.message);
    const why = more ? 'goes on after its end, as several packed files in one do; unpack it and pack it as one' : 'cannot be unpacked; it may be cut off';
    fault('bad-data', `${name} is packed with gzip, but ${why}.`, {}, first);
  } finally {
    void reader.cancel().catch(() => undefined);
    await bytes.return(undefined);
  }
}
