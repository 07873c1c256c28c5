import type { LoadContext } from '../adapter.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Query } from '../query/query.ts';
import type { Report } from '../reports/report.ts';
import type { Scope } from '../scope.ts';

/** Something that is true of a report's data, computed by the kit, with the cells that it comes from. */
export interface Fact {
  id: string;
  kind: string;
  value: number | string | null;
  unit?: string;
  cells: readonly { result: string; row: number; column: number }[];
  n?: number;
  strength: number;
}

/** Puts facts into words, and may answer questions. */
export interface InsightProvider {
  readonly name: string;
  summarize(
    input: { report: Report; facts: readonly Fact[]; scope: Scope; language: string },
    context: LoadContext,
  ): AsyncIterable<Sentence>;
  ask?(
    input: { question: string; report: Report; facts: readonly Fact[]; scope: Scope; language: string; catalog: Catalog },
    context: LoadContext,
  ): AsyncIterable<Sentence | { query: Query }>;
}

/** Text with slots: `['Close time rose by ', { fact: 'f3' }, '.']`. Text parts carry no digits. */
export type Sentence = readonly (string | { fact: string })[];
