import type { SourceName } from '../records/records.ts';

/** How a measure is made: rows counted, a stock at an instant, durations, a share, or an average of scores. */
export type MeasureKind = 'count' | 'stock' | 'family' | 'ratio' | 'mean';

/** The SLAs of a ticket, and the worst of them. */
export const SLA_KINDS = ['firstResponse', 'nextResponse', 'close', 'any'] as const;
export type SlaKind = (typeof SLA_KINDS)[number];

/** What can be asked of a measure besides its value, `tickets.timeToClose.p90`. A family has no value without one. */
export const PARTS = {
  count: [],
  stock: [],
  family: ['avg', 'median', 'p90', 'min', 'max', 'sum', 'count', 'missing', 'invalid'],
  ratio: ['numerator', 'denominator', 'missing'],
  mean: ['sum', 'count', 'missing'],
} as const satisfies Record<MeasureKind, readonly string[]>;
/** `countDistinct` is asked of fields alone. */
export type Part = (typeof PARTS)[MeasureKind][number] | 'countDistinct';

/** One measure. Names of fields and measures without a source are of its own source. */
export interface Measure {
  kind: MeasureKind;
  /** What is counted, or `ms`, `ratio` (0-1), `points`. */
  unit: string;
  /** Which direction is better; `declared`: as the answers say themselves. Absent: neither. */
  good?: 'up' | 'down' | 'declared';
  /** Where another date changes what is better. */
  goodBy?: Readonly<Record<string, 'up' | 'down'>>;
  /** The date that places it: a time field, or a virtual one (`asOf`, `slaCompletedAt`). Absent: it has no date. */
  time?: string;
  /** Other dates that its definition names. */
  times?: readonly string[];
  /** Taken at an instant (`asOf`), though no plain stock. */
  stock?: true;
  /** Rows lie in a window by overlap, not by their date alone. */
  overlap?: true;
  /** One member per SLA kind, `tickets.slaOnTime.close`. */
  perSla?: true;
  /** Fields (`field`, `source.field`) or whole sources (`messages.*`), all of them; `a|b`: one suffices; `a=x`: with that value; `<sla>`: the kind's. */
  needs?: readonly string[];
  /** What stands beside it, because its records are not in it; `<sla>`: of the same kind. */
  leftOut?: readonly string[];
  /** The same by another date. */
  leftOutBy?: Readonly<Record<string, readonly string[]>>;
}

const SLA_STATUS = '<sla>SlaStatus|<sla>SlaDueAt';
const BY_CLOSE = { leftOut: ['open'], leftOutBy: { createdAt: ['notClosed'] } } as const;
const SLA_RUNNING = ['slaActive.<sla>', 'slaDueSoon.<sla>', 'slaPaused.<sla>', 'slaNone.<sla>'] as const;
const slaStock = { kind: 'stock', unit: 'tickets', time: 'asOf', perSla: true, needs: ['statusCategory', SLA_STATUS] } as const;
const slaCount = { kind: 'count', unit: 'tickets', time: 'slaCompletedAt', perSla: true, needs: [SLA_STATUS] } as const;
const SIDES = 'direction|authorType';
const WAITS = ['tickets.awaitingReply', 'waitsDropped'] as const;
const ALL_ROWS = { kind: 'count', unit: 'records' } as const;
const LATEST = { time: 'submittedAt', leftOut: ['superseded'] } as const;

const tickets: Record<string, Measure> = {
  count: { kind: 'count', unit: 'tickets', goodBy: { closedAt: 'up' }, time: 'createdAt', times: ['closedAt'] },
  open: { kind: 'stock', unit: 'tickets', good: 'down', time: 'asOf', needs: ['statusCategory'] },
  awaitingFirstReply: { kind: 'stock', unit: 'tickets', good: 'down', time: 'asOf', needs: ['statusCategory', 'firstResponseAt'] },
  awaitingReply: { kind: 'stock', unit: 'tickets', good: 'down', time: 'asOf', needs: ['statusCategory', 'messages.*'] },
  currentWait: { kind: 'family', stock: true, unit: 'ms', good: 'down', time: 'asOf', needs: ['statusCategory', 'messages.*'] },
  age: { kind: 'family', stock: true, unit: 'ms', good: 'down', time: 'asOf', needs: ['statusCategory', 'createdAt'] },
  firstResponseTime: {
    kind: 'family',
    unit: 'ms',
    good: 'down',
    time: 'firstResponseAt',
    needs: ['createdAt'],
    leftOut: ['awaitingFirstReply', 'closedUnanswered'],
    leftOutBy: { createdAt: ['unanswered'] },
  },
  unanswered: { kind: 'count', unit: 'tickets', good: 'down', time: 'createdAt', needs: ['firstResponseAt'] },
  notClosed: { kind: 'count', unit: 'tickets', good: 'down', time: 'createdAt', needs: ['statusCategory'] },
  closedUnanswered: { kind: 'count', unit: 'tickets', good: 'down', time: 'closedAt', needs: ['firstResponseAt'] },
  timeToClose: { kind: 'family', unit: 'ms', good: 'down', time: 'closedAt', needs: ['createdAt'], ...BY_CLOSE },
  timeToCloseWithoutWaiting: { kind: 'family', unit: 'ms', good: 'down', time: 'closedAt', needs: ['createdAt', 'statusChanges.*'], ...BY_CLOSE },
  timeToFirstClose: { kind: 'family', unit: 'ms', good: 'down', time: 'firstClosedAt', needs: ['createdAt'], ...BY_CLOSE },
  reopened: { kind: 'count', unit: 'tickets', good: 'down', time: 'firstClosedAt', needs: ['reopenCount'] },
  reopenRate: { kind: 'ratio', unit: 'ratio', good: 'down', time: 'firstClosedAt', needs: ['reopenCount'], ...BY_CLOSE },
  oneTouchRate: { kind: 'ratio', unit: 'ratio', good: 'up', time: 'closedAt', needs: ['oneTouch|messages.*'], ...BY_CLOSE },
  firstContactResolutionRate: {
    kind: 'ratio',
    unit: 'ratio',
    good: 'up',
    time: 'closedAt',
    needs: ['messages.*', 'reopenCount'],
    leftOut: ['open', 'closedUnanswered'],
    leftOutBy: { createdAt: ['notClosed', 'closedUnanswered'] },
  },
  repliesPerTicket: { kind: 'mean', unit: 'messages', good: 'down', time: 'closedAt', needs: ['messages.*'], ...BY_CLOSE },
  slaActive: slaStock,
  slaDueSoon: { ...slaStock, good: 'down' },
  slaOverdue: { ...slaStock, good: 'down' },
  slaPaused: slaStock,
  slaNone: slaStock,
  slaOnTime: { ...slaCount, good: 'up' },
  slaLate: { ...slaCount, good: 'down' },
  slaMissed: { ...slaCount, good: 'down' },
  slaOpenOverdue: { ...slaCount, good: 'down' },
  slaOnTimeRate: { ...slaCount, kind: 'ratio', unit: 'ratio', good: 'up', leftOut: [...SLA_RUNNING, 'slaOpenOverdue.<sla>'] },
  slaOnTimeRateStrict: { ...slaCount, kind: 'ratio', unit: 'ratio', good: 'up', leftOut: SLA_RUNNING },
};

const statusChanges: Record<string, Measure> = {
  count: { kind: 'count', unit: 'visits', time: 'enteredAt' },
  closes: { kind: 'count', unit: 'events', good: 'up', time: 'enteredAt', needs: ['statusCategory'] },
  reopens: { kind: 'count', unit: 'events', good: 'down', time: 'enteredAt', needs: ['statusCategory'] },
  timeInStatus: { kind: 'family', unit: 'ms', good: 'down', time: 'enteredAt', overlap: true, needs: ['exitedAt'] },
  ongoing: { kind: 'count', unit: 'visits', time: 'enteredAt', overlap: true, needs: ['exitedAt'] },
};

const messages: Record<string, Measure> = {
  count: { kind: 'count', unit: 'messages', time: 'sentAt' },
  received: { kind: 'count', unit: 'messages', time: 'sentAt', needs: [SIDES] },
  sent: { kind: 'count', unit: 'messages', time: 'sentAt', needs: [SIDES] },
  replyTime: { kind: 'family', unit: 'ms', good: 'down', time: 'sentAt', needs: [SIDES], leftOut: WAITS },
  customerWaitTime: { kind: 'family', unit: 'ms', good: 'down', time: 'sentAt', needs: [SIDES], leftOut: WAITS },
  waitsDropped: { kind: 'count', unit: 'waits', good: 'down', time: 'sentAt', needs: [SIDES] },
  repWaitTime: { kind: 'family', unit: 'ms', time: 'sentAt', needs: [SIDES], leftOut: ['repUnanswered'] },
  repUnanswered: { kind: 'count', unit: 'bursts', time: 'sentAt', needs: [SIDES] },
  timeSinceLastResponse: { kind: 'family', unit: 'ms', time: 'sentAt', needs: [SIDES] },
};

const conversations: Record<string, Measure> = {
  count: { kind: 'count', unit: 'conversations', time: 'startedAt' },
  open: { kind: 'stock', unit: 'conversations', good: 'down', time: 'asOf', needs: ['closedAt'] },
  duration: { kind: 'family', unit: 'ms', time: 'closedAt', needs: ['startedAt'], leftOut: ['open'] },
};

const calls: Record<string, Measure> = {
  count: { kind: 'count', unit: 'calls', time: 'startedAt' },
  completed: { kind: 'count', unit: 'calls', good: 'up', time: 'startedAt', needs: ['status'] },
  missed: { kind: 'count', unit: 'calls', good: 'down', time: 'startedAt', needs: ['direction', 'status'] },
  abandoned: { kind: 'count', unit: 'calls', good: 'down', time: 'startedAt', needs: ['direction', 'status'] },
  other: { kind: 'count', unit: 'calls', time: 'startedAt', needs: ['status'] },
  duration: { kind: 'family', unit: 'ms', time: 'startedAt', needs: ['durationMs', 'status'], leftOut: ['missed', 'other'] },
  waitTime: { kind: 'family', unit: 'ms', good: 'down', time: 'startedAt', needs: ['waitMs', 'direction', 'status'], leftOut: ['missed', 'other'] },
  abandonRate: { kind: 'ratio', unit: 'ratio', good: 'down', time: 'startedAt', needs: ['direction', 'status'], leftOut: ['other'] },
  serviceLevel: { kind: 'ratio', unit: 'ratio', good: 'up', time: 'startedAt', needs: ['waitMs', 'direction', 'status'], leftOut: ['other'] },
};

const reps: Record<string, Measure> = {
  count: { kind: 'stock', unit: 'reps', time: 'asOf' },
  available: { kind: 'stock', unit: 'reps', good: 'up', time: 'asOf', needs: ['availability'] },
  atMaxCapacity: { kind: 'stock', unit: 'reps', good: 'down', time: 'asOf', needs: ['availability', 'capacity', 'openTickets'] },
  canTakeWork: { kind: 'stock', unit: 'reps', good: 'up', time: 'asOf', needs: ['availability', 'capacity', 'openTickets'] },
  openTickets: { kind: 'stock', unit: 'tickets', time: 'asOf', needs: ['openTickets'] },
  capacityUsed: { kind: 'ratio', stock: true, unit: 'ratio', time: 'asOf', needs: ['capacity', 'openTickets'] },
  timeInAvailability: { kind: 'family', stock: true, unit: 'ms', time: 'asOf', needs: ['availabilitySince'] },
};

const feedback: Record<string, Measure> = {
  count: { kind: 'count', unit: 'responses', time: 'submittedAt', needs: ['type'] },
  superseded: { kind: 'count', unit: 'responses', time: 'submittedAt', needs: ['type'] },
  csat: { kind: 'ratio', unit: 'ratio', good: 'up', needs: ['type=csat', 'sentiment|score'], ...LATEST },
  ces: { kind: 'mean', unit: 'points', good: 'declared', needs: ['type=ces', 'score'], ...LATEST },
  cesEasyRate: { kind: 'ratio', unit: 'ratio', good: 'up', needs: ['type=ces', 'score', 'scaleMin', 'scaleMax'], ...LATEST },
  nps: { kind: 'mean', unit: 'points', good: 'up', needs: ['type=nps', 'sentiment|score'], ...LATEST },
  // No record tells how many surveys went out; only an adapter can.
  sent: { kind: 'count', unit: 'surveys', time: 'sentAt', needs: ['sent'] },
  responseRate: { kind: 'ratio', unit: 'ratio', good: 'up', needs: ['sent'], ...LATEST },
};

/** Every measure, by source and name. Numeric and duration fields have families of their own besides. */
export const MEASURES: Readonly<Partial<Record<SourceName, Readonly<Record<string, Measure>>>>> = {
  tickets,
  statusChanges,
  messages,
  conversations,
  calls,
  reps,
  feedback,
  contacts: { count: ALL_ROWS },
  companies: { count: ALL_ROWS },
  teams: { count: ALL_ROWS },
};
