import { fault } from './faults.ts';

/** Told once where a file turns out not to be UTF-8: the encoding taken instead. */
export type Guessed = (encoding: string) => void;

/**
 * Text of bytes, as it comes in. Encoding: as declared, else by byte order mark, else UTF-8 or UTF-16 by its zero
 * bytes; where the first accented letters are no UTF-8, windows-1250 or -1252 by the letters met.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, name: string, declared: string | undefined, guessed: Guessed, path = 'encoding'): AsyncGenerator<string, void> {
  let decoder = declared === undefined ? undefined : decoderOf(declared, name, path);
  let sure = decoder !== undefined;
  for await (const piece of bytes) {
    if (!piece.length) continue;
    decoder ??= new TextDecoder((sure = !!wideEncoding(piece)) ? wideEncoding(piece) : 'utf-8');
    if (!sure && !isAscii(piece)) {
      // All before was plain ASCII, the same in every encoding that is guessed here.
      sure = true;
      if (!isUtf8(piece)) {
        const encoding = (await import('./guess-encoding.ts')).guessEncoding(piece);
        decoder = new TextDecoder(encoding);
        guessed(encoding);
      }
    }
    const text = decoder.decode(piece, { stream: true });
    if (text) yield text;
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}

function decoderOf(encoding: string, name: string, path: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (cause) {
    fault('bad-data', `“${encoding.slice(0, 40)}” is no encoding that ${name} could be read with; utf-8, windows-1252 and utf-16le are some.`, { path }, cause);
  }
}

/** UTF-16 by its mark or by the zero bytes of plain letters. */
function wideEncoding([first, second]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function isAscii(piece: Uint8Array): boolean {
  for (let at = 0; at < piece.length; at++) if (piece[at]! > 0x7f) return false;
  return true;
}

function isUtf8(piece: Uint8Array): boolean {
  try {
    // A letter may continue in the next piece, which a stream allows for.
    new TextDecoder('utf-8', { fatal: true }).decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}
