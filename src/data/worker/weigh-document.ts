import type { LoadOptions } from '../document/files.ts';
import { MOST_ROWS, rowsIn } from './size.ts';

/** Bytes of a packed file that hold one row, about. */
const PACKED_ROW = 12;
/** Bytes of JSON that hold one row where no braces tell: arrays by name. */
const JSON_ROW = 250;
/** More bytes than rows of any width would take that the page should read. */
const ENOUGH = 10_000_000;

/** What a look at a document's files came to. */
export interface Weighed {
  large: boolean;
  /** Gives each file that was looked at once more, whole, without asking for it again. Absent: none was, and the options have none. */
  fetch?: typeof fetch;
  /** Lets go of what nobody has read. */
  end(): void;
}

/**
 * Estimates from the bytes of its files, before any is parsed, whether a document has more rows than the page itself should read.
 * Faults are left to the reader, which meets them again. `beat` is called whenever something has come.
 */
export async function weighDocument(source: string | URL | object, options: LoadOptions, beat: () => void): Promise<Weighed> {
  const files = keepFiles(options);
  const page = globalThis.location?.href;
  const base = options.base ? new URL(options.base, page).href : page;
  let rows = 0;

  const large = new Promise<boolean>((decide) => {
    const add = (more: number): boolean => {
      rows += more;
      if (rows > MOST_ROWS) decide(true);
      return rows > MOST_ROWS;
    };
    /** Counts a file's bytes until it ends or is enough. */
    const weigh = async (src: string, base: string): Promise<{ url: string; bytes: Uint8Array[] }> => {
      const address = new URL(src, base).href;
      const bytes: Uint8Array[] = [];
      const { url, headers, body } = await files.open(address);
      beat();
      let enough = Number(headers.get('content-length')) > ENOUGH && add(Infinity);
      const reader = body?.getReader();
      while (reader && !enough) {
        const { value } = await reader.read();
        if (!value) break;
        beat();
        bytes.push(value);
        enough = add(rowsWithin(value, bytes[0]!));
      }
      void reader?.cancel().catch(() => undefined);
      return { url: url || address, bytes };
    };
    const look = async (): Promise<void> => {
      const isObject = typeof source === 'object' && !(source instanceof URL);
      if (isObject) add(rowsIn(source));
      const { url, bytes } = isObject ? { url: base, bytes: [] } : await weigh(String(source), base);
      const document: unknown = isObject ? source : parse(bytes);
      await Promise.all(sourcesOf(document).map((src) => weigh(src, url)));
    };
    look().then(
      () => decide(false),
      () => decide(false),
    );
  });
  return { large: await large, fetch: files.fetch, end: files.end };
}

/** Rows in a piece of a file, by how the file begins: lines of CSV, objects of JSON, or so many bytes. */
function rowsWithin(piece: Uint8Array, [first, second]: Uint8Array): number {
  if (first === 0x1f && second === 0x8b) return piece.length / PACKED_ROW;
  const isJson = first === BRACE || first === BRACKET;
  const count = countOf(isJson ? BRACE : LINE_FEED, piece);
  return isJson ? Math.max(count, piece.length / JSON_ROW) : count;
}

const [LINE_FEED, BRACKET, BRACE] = [10, 91, 123];

function countOf(byte: number, piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(byte); at >= 0; at = piece.indexOf(byte, at + 1)) count++;
  return count;
}

/** The document that these bytes may be; anything else is no list of files. */
function parse(bytes: Uint8Array[]): unknown {
  const decoder = new TextDecoder();
  const text = bytes.map((piece) => decoder.decode(piece, { stream: true })).join('');
  return text.trimStart().startsWith('{') ? JSON.parse(text) : undefined;
}

function sourcesOf(document: unknown): string[] {
  return Object.values(document ?? {}).flatMap((source: { src?: unknown } | null) => (typeof source?.src === 'string' ? [source.src] : []));
}

/** Files that can be read here, and once more by `fetch`. */
function keepFiles(options: LoadOptions) {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const ask = options.fetch ?? globalThis.fetch.bind(globalThis);
  const kept = new Map<string, Promise<Response>>();
  const take: typeof fetch = (url, init) => {
    const response = kept.get(String(url));
    kept.delete(String(url));
    return response ?? ask(url, init);
  };
  return {
    get fetch() {
      return kept.size ? take : options.fetch;
    },
    async open(url: string): Promise<Response> {
      // A page that was opened as a file hears of it from the reader.
      if (url.startsWith('file:') && !options.fetch) throw new TypeError('not asked');
      const opened = ask(url, { signal }).then(twice);
      kept.set(
        url,
        opened.then(([, second]) => second),
      );
      kept.get(url)!.catch(() => undefined);
      return (await opened)[0];
    },
    end: () => stop.abort(),
  };
}

/** A response whose body can be read twice. */
function twice({ ok, status, headers, url, body }: Response): [Response, Response] {
  const [first, second] = body?.tee() ?? [null, null];
  const withBody = (own: typeof first): Response => ({ ok, status, headers, url, body: own }) as Response;
  return [withBody(first), withBody(second)];
}
