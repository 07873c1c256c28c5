import type { LoadContext } from '../adapter.ts';
import type { Capabilities } from '../catalog/catalog.ts';
import type { Query } from '../query/query.ts';
import type { Filters, Stat } from '../scope.ts';

/** A report is data: named queries and how to draw their answers. */
export interface Report {
  version: 1;
  id: string;
  name: string;
  description?: string;
  queries: Readonly<Record<string, Query>>;
  visualization: Visualization;
  /** Offered only where the source can. */
  needs?: readonly (keyof Capabilities)[];
}

export interface Visualization {
  type: 'line' | 'bar' | 'area' | 'combo' | 'donut' | 'number' | 'table' | 'heatmap';
  /** Member along the axis. */
  x?: string;
  /** Measures drawn. */
  y?: readonly string[];
  /** Dimension that splits into series. */
  color?: string;
  stacked?: boolean;
  /** In the measure's own unit. */
  goal?: number;
  stat?: Stat;
  /** Rows whose first measure rests on fewer values are not shown. */
  minSample?: number;
  /** At most this many rows, the first in the query's order. */
  top?: number;
}

export interface Dashboard {
  version: 1;
  id: string;
  name: string;
  sharing: Sharing;
  layout: readonly { report: string; w: number; h: number }[];
  filters?: Filters;
}

export interface Sharing {
  with: 'private' | 'team' | 'everyone';
  may: 'view' | 'edit';
}

/** Where reports and dashboards are kept. A stale `etag` rejects with a `conflict` problem; nothing is overwritten silently. */
export interface ReportStore {
  list(kind: StoredKind, context: LoadContext): Promise<readonly { id: string; name: string; etag?: string }[]>;
  get<T extends Report | Dashboard>(kind: StoredKind, id: string, context: LoadContext): Promise<{ value: T; etag?: string }>;
  put(kind: StoredKind, value: Report | Dashboard, options: { etag?: string } & LoadContext): Promise<{ etag?: string }>;
  remove(kind: StoredKind, id: string, context: LoadContext): Promise<void>;
}

export type StoredKind = 'report' | 'dashboard';
