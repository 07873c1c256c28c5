import type { WeekDay } from '../scope.ts';
import type { RecordsProblem } from '../records/records.ts';

/** What a source knows. Missing sources, members and permissions are widget states, not errors. */
export interface Catalog {
  /** IANA name. */
  timezone?: string;
  /** The newest instant the source vouches for, ISO 8601 in UTC; beyond it is null, never 0. */
  asOf?: string;
  sources: readonly CatalogSource[];
  capabilities: Capabilities;
  calendars?: readonly Calendar[];
  /** Absent: all. */
  permissions?: Permissions;
  /** The source's own order of values, by field name (`priority`). */
  orders?: Readonly<Record<string, readonly string[]>>;
  /** Addresses of single records by kind (`ticket`); `{id}` stands for the record's id. */
  links?: Readonly<Record<string, string>>;
  /** Rows that the source could not take in, counted by source, column and reason. */
  problems?: readonly RecordsProblem[];
}

export interface CatalogSource {
  name: string;
  label: string;
  group?: string;
  members: readonly Member[];
  /** Sources whose dimensions may group and filter this one's measures. */
  joins?: readonly string[];
  /** Rows read, those left out included. */
  rows?: number;
}

export interface Capabilities {
  sla: boolean;
  history: boolean;
  availability: boolean;
  capacity: boolean;
  csat: boolean;
  ces: boolean;
  calls: boolean;
  messages: boolean;
  businessHours: boolean;
}

export interface Permissions {
  view: boolean;
  create: boolean;
  edit: boolean;
  share: boolean;
}

/** A business calendar; wall-clock hours (`09:00`) in its own zone. */
export interface Calendar {
  id: string;
  name: string;
  timezone: string;
  weekly: readonly { day: WeekDay; from: string; to: string }[];
  /** Local dates, `2026-12-25`. */
  holidays?: readonly string[];
  /** Ids of the teams that keep it. */
  teams?: readonly string[];
}

export interface Member {
  name: string;
  kind: 'dimension' | 'measure' | 'time';
  type: string;
  label: string;
  /** What it means; empty where the catalogue was asked for without definitions. */
  description: string;
  unit?: string;
  good?: 'up' | 'down';
  history?: readonly { at: string; note: string }[];
}
