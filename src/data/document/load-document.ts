import { type NamedColumn, resolveNames } from '../records/names.ts';
import { instantOf } from '../records/normalize.ts';
import { problemLog, type ProblemLog } from '../records/problem-log.ts';
import { type ColumnTable, type Records, type RecordsProblem, SOURCE_NAMES, type SourceName } from '../records/records.ts';
import { type Zone, zone } from '../time/zone.ts';
import { checkDocument } from './check-document.ts';
import { webPageFault } from './faults.ts';
import { feedValue } from './feed-value.ts';
import { fileOpener, type LoadOptions, type LoadProgress, type OpenFile } from './files.ts';
import { type FileMapping, type FileSource, hasSrc, type HelpDeskDocument } from './schema.ts';
import { isOwn } from './own-names.ts';
import { type TableFeed, tableFeed } from './table-feed.ts';
import { decoded } from './text.ts';
import { inTurns, type Turns, turns } from './turns.ts';

export type { LoadOptions, LoadProgress };

/** Records as columns, with what was left out or doubted while reading. */
export type LoadedRecords = Records & { problems: readonly RecordsProblem[] };

/**
 * Reads a help desk document: by its address, as an object, or a single file of a known export.
 * Bad rows are counted in `problems`; a missing file, wrong JSON, an unknown zone, source or field rejects with a `DataError`.
 */
export async function loadDocument(input: string | URL | object, options: LoadOptions = {}): Promise<LoadedRecords> {
  // Whatever ends the load early also ends what is still being fetched.
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    return await loader({ ...options, signal })(input);
  } finally {
    stop.abort();
  }
}

interface Reading {
  log: ProblemLog;
  local: Zone | undefined;
  orders: HelpDeskDocument['orders'];
  named: NamedColumn[];
}

function loader(options: LoadOptions) {
  const turn = turns(options.signal);
  const log = problemLog();
  let feeds: TableFeed[] = [];
  const progress: LoadProgress = {
    bytes: 0,
    get rows() {
      return feeds.reduce((sum, feed) => sum + feed.rows, 0);
    },
  };
  const open = fileOpener(options, progress);
  const textOf = (file: OpenFile, encoding?: string, source?: SourceName) =>
    decoded(file.bytes, file.name, encoding, (guess) => log.add('encoding', source ?? file.name, source && 'encoding', undefined, guess), source && `${source}.encoding`);

  // What a document does not need, it does not load: the table of well-known exports, what reads mappings, and the readers of JSON and of CSV.
  const feedFor = async (reading: Reading, name: string, source?: SourceName, mapping?: FileMapping, own = false) => {
    const known = mapping?.fields || own ? undefined : await import('./known-exports.ts');
    const mapped = own ? undefined : await import('./mapping.ts');
    const feed = tableFeed({ log, zone: reading.local, orders: reading.orders, named: reading.named, fromFile: true, name, source, mapping, known, mapped });
    feeds = [...feeds, feed];
    return feed;
  };

  const fromFile = async (file: OpenFile, text: AsyncIterable<string>, spec: Partial<FileSource>, feed: TableFeed) => {
    const { isJson, all } = await told(text, spec.format, file.name);
    if (isJson) return (await import('./json.ts')).readJson(all, file.name, feed, turn);
    return (await import('./csv.ts')).readCsv(all, spec.delimiter, feed, turn);
  };

  const fromDocument = async (document: HelpDeskDocument, name: string, base: string | URL | undefined, written: number | undefined): Promise<LoadedRecords> => {
    const { timezone, links, orders, settings } = document;
    const reading: Reading = { log, local: timezone === undefined ? undefined : zone(timezone), orders, named: [] };
    const asOf = document.asOf === undefined ? undefined : instantOf(document.asOf, reading.local);
    const tables: Partial<Record<SourceName, ColumnTable>> = {};
    let newest = -Infinity;
    for (const source of SOURCE_NAMES) {
      const input: unknown = document[source];
      if (input === undefined) continue;
      let feed: TableFeed;
      if (hasSrc(input)) {
        const file = await open(input.src, base);
        feed = await feedFor(reading, file.name, source, input);
        await fromFile(file, textOf(file, input.encoding, source), input, feed);
        newest = Math.max(newest, file.lastModified ?? -Infinity);
      } else {
        feed = await feedFor(reading, name, source, undefined, isOwn(input as object, source));
        await feedValue(input, `${name} (${source})`, feed, turn);
        newest = Math.max(newest, written ?? -Infinity);
      }
      await turn();
      tables[source] = await inTurns(feed.finish(), turn);
    }
    resolveNames(tables, reading.named, log);
    const calendars = document.calendars?.length ? (await import('../records/calendars.ts')).checkCalendars(document.calendars, log) : [];
    options.onProgress?.({ ...progress });
    const vouched = asOf ?? newest;
    return {
      ...tables,
      ...(timezone !== undefined && { timezone }),
      ...(links && { links }),
      ...(orders && { orders }),
      ...(settings && { settings }),
      calendars,
      ...(vouched !== -Infinity && { asOf: new Date(vouched).toISOString() }),
      problems: log.list(),
    };
  };

  const fromSingleFile = async (file: OpenFile, text: AsyncIterable<string>): Promise<LoadedRecords> => {
    const reading: Reading = { log, local: undefined, orders: undefined, named: [] };
    const feed = await feedFor(reading, file.name);
    await fromFile(file, text, {}, feed);
    const tables = { [feed.source]: await inTurns(feed.finish(), turn) };
    options.onProgress?.({ ...progress });
    return { ...tables, ...(file.lastModified !== undefined && { asOf: new Date(file.lastModified).toISOString() }), problems: log.list() };
  };

  return async (input: string | URL | object): Promise<LoadedRecords> => {
    if (typeof input !== 'string' && !(input instanceof URL)) return fromDocument(await checkDocument(input, 'The document'), 'The document', options.base, undefined);
    const file = await open(String(input));
    const { isJson, all, first } = await told(textOf(file), undefined, file.name);
    if (!isJson || first !== '{' || /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(file.name)) return fromSingleFile(file, all);
    const document = await checkDocument(await parse(await whole(all, turn), file.name), file.name);
    return fromDocument(document, file.name, file.url, file.lastModified);
  };
}

/** Whether a text is JSON: as declared, by the file's name, else by its first letter. Gives the text back whole. */
async function told(text: AsyncIterable<string>, format: 'csv' | 'json' | undefined, name: string) {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    head += next.value;
    if (next.value.trim()) break;
  }
  const first = head.trimStart()[0];
  if (first === '<' && /^<(?:!doctype|html|\?xml)/i.test(head.trimStart())) webPageFault(name);
  const extension = /\.(csv|tsv|txt|json|ndjson|jsonl)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  const isJson = format ? format === 'json' : extension ? /json/.test(extension) : first === '{' || first === '[';
  const all = async function* () {
    if (head) yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  };
  return { isJson, all: all(), first };
}

async function whole(text: AsyncIterable<string>, turn: Turns): Promise<string> {
  const parts: string[] = [];
  for await (const piece of text) {
    parts.push(piece);
    await turn();
  }
  return parts.join('');
}

async function parse(text: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch (error) {
    return (await import('./json-place.ts')).jsonFault(name, text, error);
  }
}
