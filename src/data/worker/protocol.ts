import type { CatalogContext, Change } from '../adapter.ts';
import type { LoadProgress } from '../document/files.ts';
import type { Problem } from '../problem.ts';
import type { Query } from '../query/query.ts';

/** One end of a line between page and worker: a `Worker`, a worker's own scope, or a `MessagePort`. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<never>) => void) | null;
}

/** A large value, sent ahead in pieces: what is left of it, and where the pieces belong. */
export interface Parcel {
  rest: unknown;
  holes: readonly { path: readonly string[]; piece: number }[];
}

/** What the page may ask of its worker, by method. */
export interface Methods {
  /** Reads a document by its address or as an object, and opens an engine on it. */
  document: { source: Parcel; base?: string; maxBytes?: number };
  /** Opens an engine on records. */
  records: { records: Parcel };
  query: { queries: readonly Query[] };
  catalog: Pick<CatalogContext, 'definitions'>;
  apply: { change: Parcel };
}

export type ToWorker =
  | { call: number; method: keyof Methods; input: Methods[keyof Methods] }
  | { cancel: number }
  /** A part of an array; `length` is that of the whole. */
  | { piece: number; length: number; at: number; items: PieceItems }
  | { file: number; head: FileHead }
  /** Null: the file has ended. */
  | { file: number; bytes: Uint8Array | null }
  | { file: number; fault: string };

export type ToPage =
  | { ready: string }
  | { answer: number; value: unknown }
  | { answer: number; error: Problem }
  | { progress: LoadProgress }
  | { change: Change }
  | { fetch: number; url: string }
  | { read: number }
  | { stop: number };

/** What the reader of documents wants to know of a response. */
export interface FileHead {
  status: number;
  url: string;
  headers: [name: string, value: string][];
}

export type TypedArray = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array | Int32Array | Int16Array | Int8Array;
export type PieceItems = readonly unknown[] | TypedArray;
