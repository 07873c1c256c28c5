import type { ReportStore } from '../reports/report.ts';
import type { HttpOptions } from './http-options.ts';
import type { HttpSession } from './http-session.ts';
import { lazily } from './lazy-engine.ts';

/**
 * Reports and dashboards kept by a backend. What was changed elsewhere since `etag` is never overwritten, and without one only
 * what is new is written: both reject with a `conflict`. Its code is loaded when it is first used.
 */
export function httpReportStore(options: HttpOptions): ReportStore {
  return reportStoreOver(options);
}

/** The same, over a session that others use, too, where one is given. */
export function reportStoreOver(options: HttpOptions, session?: HttpSession): ReportStore {
  const ready = lazily(async () => (await import('./http-report-store-client.ts')).openReportStore(options, session));
  return {
    list: async (kind, context) => (await ready()).list(kind, context),
    get: async (kind, id, context) => (await ready()).get(kind, id, context),
    put: async (kind, value, context) => (await ready()).put(kind, value, context),
    remove: async (kind, id, context) => (await ready()).remove(kind, id, context),
  };
}
