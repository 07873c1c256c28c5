import { after, type ApiObject, flag, instant, msOf, number, objectOf, text, type Told } from './api.ts';
import type { Desk, Row } from './desk.ts';

/** Metrics that an SLA on closing may measure, the most telling first. */
const CLOSE_METRICS = ['resolution_time', 'requester_wait_time', 'agent_work_time'];

interface Cycle {
  dueAt: Told<string>;
  status: Told<string>;
  policy: Told<string>;
  /** Whether only business hours count. */
  business: Told<boolean>;
}

/** The three SLAs of a ticket from its metric events; nothing without them. */
export function slasOf(desk: Desk, events: readonly ApiObject[] | undefined, isClosed: boolean, row: number): Row {
  if (!events) return {};
  const cycles = new Map<string, ApiObject[]>();
  for (const event of events) {
    if (event.deleted === true) continue;
    const key = `${text(event.metric)} ${number(event.instance_id) ?? 1}`;
    cycles.set(key, [...(cycles.get(key) ?? []), event]);
  }
  const latest = (metric: string): number => Math.max(0, ...[...cycles.keys()].filter((key) => key.startsWith(`${metric} `)).map((key) => Number(key.split(' ')[1])));
  const read = (metric: string, instance: number): Cycle | undefined => cycleOf(desk, cycles.get(`${metric} ${instance}`), isClosed, row);
  const lastReply = latest('reply_time');
  const first = read('reply_time', 1);
  const next = lastReply > 1 ? read('reply_time', lastReply) : undefined;
  const close = CLOSE_METRICS.map((metric) => read(metric, latest(metric))).find((cycle) => cycle);
  const applied = first ?? close ?? next;
  return {
    ...fields('firstResponseSla', first),
    ...fields('nextResponseSla', next),
    ...fields('closeSla', close),
    slaRule: applied?.policy,
    slaHours: applied && (applied.business ? 'business' : 'calendar'),
  };
}

function fields(kind: string, cycle: Cycle | undefined): Row {
  return { [`${kind}DueAt`]: cycle?.dueAt ?? null, [`${kind}Status`]: cycle?.status ?? null };
}

/** One cycle of a metric; undefined where no SLA measured it. */
function cycleOf(desk: Desk, events: readonly ApiObject[] | undefined, isClosed: boolean, row: number): Cycle | undefined {
  const ordered = [...(events ?? [])].sort((a, b) => msOf(instant(a.time)) - msOf(instant(b.time)) || (number(a.id) ?? 0) - (number(b.id) ?? 0));
  const timeOf = (type: string): Told<string> => instant(ordered.findLast((event) => event.type === type)?.time);
  const sla = objectOf(ordered.findLast((event) => event.type === 'apply_sla')?.sla);
  const target = number(sla.target_in_seconds) ?? (number(sla.target) ?? NaN) * 60;
  if (!Number.isFinite(target)) return undefined;
  const business = flag(sla.business_hours);
  const breachedAt = timeOf('breach');
  const fulfilledAt = timeOf('fulfill');
  const clock = clockOf(ordered);
  // Business hours are Zendesk's to count: without a breach only it knows when one would be.
  const dueAt = breachedAt ?? (business ? null : clock.isPaused ? null : after(clock.startedAt, target * 1000 + clock.pausedMs));
  const policy = text(objectOf(sla.policy).title) ?? text(objectOf(sla.policy).id);
  let status: string | null = null;
  if (fulfilledAt) status = breachedAt && msOf(breachedAt) < msOf(fulfilledAt) ? 'metLate' : 'metOnTime';
  else if (isClosed) status = 'missed';
  else if (clock.isPaused && !breachedAt) status = 'paused';
  else if (!dueAt) status = 'active';
  if (fulfilledAt && Number.isNaN(msOf(fulfilledAt))) desk.log.add('no-time', 'tickets', 'sla', row, fulfilledAt);
  return { dueAt, status, policy, business };
}

/** When the clock of a metric first ran, how long it has stood still since, and whether it stands now. */
function clockOf(ordered: readonly ApiObject[]): { startedAt: Told<string>; pausedMs: number; isPaused: boolean } {
  let startedAt: Told<string>;
  let pausedSince = NaN;
  let pausedMs = 0;
  for (const event of ordered) {
    const time = instant(event.time);
    if (event.type === 'activate') {
      startedAt ??= time;
      if (!Number.isNaN(pausedSince)) pausedMs += msOf(time) - pausedSince;
      pausedSince = NaN;
    } else if (event.type === 'pause' && Number.isNaN(pausedSince)) pausedSince = msOf(time);
  }
  return { startedAt, pausedMs, isPaused: !Number.isNaN(pausedSince) };
}
