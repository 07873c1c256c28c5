import type { Catalog } from './catalog/catalog.ts';
import type { Problem } from './problem.ts';
import type { Query, ResultSet } from './query/query.ts';
import type { RecordsChange } from './records/records.ts';
import type { Report, ReportStore } from './reports/report.ts';
import type { Period, Scope, Stat } from './scope.ts';

/** Depth 1 of the plug: answers what widgets ask. */
export interface DataAdapter {
  /** Names of the datasets it offers; absent: all. What it does not offer is the state 'unsupported', with no request. */
  readonly datasets?: readonly string[];
  /** Milliseconds that one answer may take before it counts as `timeout`; absent: 30,000. */
  readonly timeout?: number;
  /** Rejects with a `DataError` (or any error, told as 'server'). */
  load<K extends keyof Datasets>(request: DataRequest<K>, context: LoadContext): Promise<Datasets[K]['data']>;
  /** All requests of one tick at once; one answer each, in order. */
  loadMany?(requests: readonly DataRequest[], context: LoadContext): Promise<readonly Settled<unknown>[]>;
  catalog?(context: CatalogContext): Promise<Catalog>;
  /** Told of changes; gives back how to stop. */
  subscribe?(onChange: (change: Change) => void): () => void;
  /** On which sources the answer to a request rests, so that other changes ask for nothing; undefined: any. */
  sources?(request: DataRequest): readonly string[] | undefined;
  /** Where the source keeps reports and dashboards; absent: nowhere. */
  readonly reports?: ReportStore;
  /** Lets go of what it keeps, such as a worker; asked again, it begins anew. */
  close?(): void;
}

/** Depth 2 of the plug: answers queries, and every dataset and report comes with it. */
export interface QueryEngine {
  /** One answer a query, in order; a failed query fails alone. */
  query(queries: readonly Query[], context: LoadContext): Promise<readonly Settled<ResultSet>[]>;
  catalog(context: CatalogContext): Promise<Catalog>;
  subscribe?(onChange: (change: Change) => void): () => void;
  /** Lets go of what it keeps, such as a worker. */
  close?(): void;
}

/** An engine over records in memory, which may change. */
export interface RecordsEngine extends QueryEngine {
  /**
   * Takes in a change once the questions before it are answered; those after it see all of it. Tells what really changed, as
   * listeners are told: no sources where nothing did, `asOf` alone where only the clock moved. What cannot be read is counted; a change that is none rejects with a `DataError`.
   */
  apply(change: RecordsChange): Promise<Change>;
  subscribe(onChange: (change: Change) => void): () => void;
}

/** An adapter over records in memory, which may change. */
export interface RecordsAdapter extends DataAdapter {
  /** As the engine's. */
  apply(change: RecordsChange): Promise<Change>;
}

export interface LoadContext {
  signal: AbortSignal;
}

export interface CatalogContext extends LoadContext {
  /** False: nobody will read what members mean, so their descriptions may be empty and need not be fetched. */
  definitions?: boolean;
}

export interface DataRequest<K extends keyof Datasets = keyof Datasets> {
  dataset: K;
  params: Datasets[K]['params'];
  scope: Scope;
}

export type Settled<T> = { ok: true; value: T } | { ok: false; error: Problem };

/** Which sources changed (absent: any), and how fresh the source is now. */
export interface Change {
  sources?: readonly string[];
  asOf?: string;
}

/** One number and what belongs to it. Only `value` is needed. No `base`: no change is shown. No `records`: it is no link. */
export interface Figure {
  /** Counts, milliseconds, ratios 0-1, points. `null` is 'no data', 0 is 'none'. */
  value: number | null;
  /** Values behind a mean, quantile or ratio. */
  n?: number;
  /** The same at the baseline; null: not known, with `baseNote` why. */
  base?: number | null;
  /** One reason a line, as words or as `code: words` with a code that the kit's terms translate. */
  baseNote?: string;
  /** Exactly the rows behind it. */
  records?: RecordsRef;
  /** Why the value is not exact or not complete; written as `baseNote` is. */
  partial?: string;
  /** What a peak is the peak of: the label of its hour, or the id of its ticket. */
  key?: string;
  /** Of a rate or duration, what is not in it, by member; what is 0 is not told. */
  leftOut?: Readonly<Record<string, Figure>>;
}

/** Exactly the records behind a number. */
export interface RecordsRef {
  source: string;
  query: Query;
  count?: number;
}

export interface FigureSet {
  /** ISO 8601, UTC. */
  asOf: string;
  figures: Readonly<Record<string, Figure>>;
  notes?: readonly string[];
}

export interface FigureRow {
  /** Null: the records without a value. */
  key: string | null;
  label: string;
  figures: Readonly<Record<string, Figure>>;
}

/**
 * What widgets can ask, and what they get. Open: a third-party widget adds its own by declaration merging.
 * Ids of figures are the catalogue's.
 */
export interface Datasets {
  'team-summary': { params: { stat?: Stat }; data: FigureSet };
  'today-insights': { params: Record<never, never>; data: FigureSet };
  'availability-list': { params: { team?: string }; data: { asOf: string; reps: readonly Rep[]; notes?: readonly string[] } };
  /** `rows`: of what was completed, by kind of SLA. */
  'sla-progress': { params: { view: SlaView }; data: FigureSet & { atRisk?: readonly AtRisk[]; rows?: readonly FigureRow[] } };
  'tickets-by-channel': {
    params: { member?: 'tickets.channel' | 'tickets.channelAccount' };
    data: FigureSet & { rows: readonly FigureRow[] };
  };
  'tickets-by-priority': { params: Record<never, never>; data: FigureSet & { rows: readonly FigureRow[] } };
  /** `rows`: today hour by hour, by the label of the hour. */
  'call-performance': { params: Record<never, never>; data: FigureSet & { rows?: readonly FigureRow[] } };
  /** `rows`: today hour by hour, by the label of the hour. */
  'message-analysis': { params: { peakBasis?: 'hour' | 'ticket' }; data: FigureSet & { rows?: readonly FigureRow[] } };
  report: { params: { report: Report; period?: Period }; data: ReportData };
  records: {
    params: { ref: RecordsRef; columns?: readonly string[]; order?: Query['order']; offset?: number; limit?: number; search?: string };
    data: ResultSet;
  };
  choices: {
    params: { member: string; search?: string; limit?: number };
    data: readonly { value: string; label: string; count?: number }[];
  };
}

/** A report's answers by the names of its queries; `name@before` is the same over the period before, bucket by bucket. */
export interface ReportData {
  asOf: string;
  results: Readonly<Record<string, ResultSet>>;
  /** The queries as they were asked, by the names of the results. Absent: points lead to no records. */
  queries?: Readonly<Record<string, Query>>;
  /** Each measure over the whole period, by member. */
  figures?: Readonly<Record<string, Figure>>;
  notes?: readonly string[];
}

export type SlaView = 'close' | 'first-response' | 'next-response' | 'completed';

export interface Rep {
  id: string;
  name: string;
  team?: string;
  availability: 'available' | 'busy' | 'away' | 'offline' | 'unknown';
  /** The source's own word for it. */
  label?: string;
  /** ISO 8601, UTC. */
  since?: string;
  openTickets?: number;
  /** Null: no limit. 0: always full. */
  capacity?: number | null;
  avatarUrl?: string;
  /** The rep's open tickets. */
  records?: RecordsRef;
}

export interface AtRisk {
  id: string;
  subject?: string;
  /** ISO 8601, UTC. */
  dueAt: string;
  status: string;
  /** Milliseconds; negative when overdue. */
  remaining: number;
  /** 0-1 of the target used; may exceed 1. */
  elapsedShare?: number;
  priority?: string;
  /** Display name. */
  owner?: string;
  href?: string;
}
