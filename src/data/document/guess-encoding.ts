/** Bytes that are Polish, Czech or Hungarian letters in windows-1250, and signs or rare letters in windows-1252. */
const CENTRAL = new Set([0xb9, 0xb3, 0xbf, 0x9c, 0x9f, 0xe6, 0xea, 0xa3, 0x8c, 0xaf, 0x9a, 0x9e, 0xf8, 0xec, 0xe8, 0xf5, 0xfb]);
/** Bytes that Western European languages use much, and central European ones do not. */
const WESTERN = new Set([0xe5, 0xe0, 0xe3, 0xf1, 0xea, 0xe8, 0xf8, 0xe6, 0xec, 0xf5, 0xfb, 0xc5, 0xd8, 0xc6]);

/** The older encoding of Windows that a text in accented letters most likely has. */
export function guessEncoding(piece: Uint8Array): 'windows-1250' | 'windows-1252' {
  let central = 0;
  let western = 0;
  for (const byte of piece) {
    if (CENTRAL.has(byte) && !WESTERN.has(byte)) central++;
    else if (WESTERN.has(byte) && !CENTRAL.has(byte)) western++;
  }
  return central > western ? 'windows-1250' : 'windows-1252';
}
