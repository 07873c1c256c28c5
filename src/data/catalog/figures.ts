import type { SlaView } from '../adapter.ts';
import type { SourceName } from '../records/records.ts';
import type { SlaKind } from './measures.ts';

/** What a figure of a widget shows. */
export interface FigureDefinition {
  /** A measure; `<sla>` stands for the SLA kind of the widget's view. Of a family `.avg`, the scope's `stat` may take the place of `avg`. */
  member: string;
  /** The date that places it, where it is not the measure's own. */
  time?: string;
  /** Today so far, or a stock now. */
  window: 'today' | 'stock';
  /** The source of the records behind it. */
  records: SourceName;
  /** It is the highest of today's hour buckets, not their sum. */
  peak?: true;
  /** It is shown once per value of this dimension. */
  by?: string;
}

const today = (member: string, records: SourceName, more?: Partial<FigureDefinition>): FigureDefinition => ({ member, window: 'today', records, ...more });
const stock = (member: string, records: SourceName, more?: Partial<FigureDefinition>): FigureDefinition => ({ member, window: 'stock', records, ...more });

const perTickets = (by: string) => ({
  today: today('tickets.count', 'tickets', { time: 'tickets.createdAt', by }),
  open: stock('tickets.open', 'tickets', { by }),
});

/** Every figure by widget and figure id. */
export const FIGURES = {
  'team-summary': {
    open: stock('tickets.open', 'tickets'),
    closed: today('tickets.count', 'tickets', { time: 'tickets.closedAt' }),
    'first-response-time': today('tickets.firstResponseTime.avg', 'tickets'),
    'awaiting-first-reply': stock('tickets.awaitingFirstReply', 'tickets'),
    'time-to-close': today('tickets.timeToClose.avg', 'tickets'),
    csat: today('feedback.csat', 'feedback'),
  },
  'today-insights': {
    'customer-wait-time': today('messages.customerWaitTime.avg', 'messages'),
    'longest-wait': stock('tickets.currentWait.max', 'tickets'),
    'new-tickets': today('tickets.count', 'tickets', { time: 'tickets.createdAt' }),
    'available-reps': stock('reps.available', 'reps'),
    'reps-at-capacity': stock('reps.atMaxCapacity', 'reps'),
    'can-take-work': stock('reps.canTakeWork', 'reps'),
    'sla-met': today('tickets.slaOnTime.any', 'tickets'),
    'sla-rate': today('tickets.slaOnTimeRate.any', 'tickets'),
  },
  'sla-progress': {
    overdue: stock('tickets.slaOverdue.<sla>', 'tickets'),
    'due-soon': stock('tickets.slaDueSoon.<sla>', 'tickets'),
    active: stock('tickets.slaActive.<sla>', 'tickets'),
    paused: stock('tickets.slaPaused.<sla>', 'tickets'),
    'met-on-time': today('tickets.slaOnTime.<sla>', 'tickets'),
    'met-late': today('tickets.slaLate.<sla>', 'tickets'),
    'missed-sla': today('tickets.slaMissed.<sla>', 'tickets'),
  },
  'tickets-by-channel': perTickets('tickets.channel'),
  'tickets-by-priority': perTickets('tickets.priority'),
  'call-performance': {
    'completed-calls': today('calls.completed', 'calls'),
    'call-duration': today('calls.duration.sum', 'calls'),
    'average-call-duration': today('calls.duration.avg', 'calls'),
    'missed-calls': today('calls.missed', 'calls'),
    'longest-call-wait': today('calls.waitTime.max', 'calls'),
  },
  'message-analysis': {
    'messages-received': today('messages.received', 'messages'),
    'messages-sent': today('messages.sent', 'messages'),
    'customer-wait-time': today('messages.customerWaitTime.avg', 'messages'),
    'rep-wait-time': today('messages.repWaitTime.avg', 'messages'),
    'peak-outbound': today('messages.sent', 'messages', { peak: true }),
    'peak-inbound': today('messages.received', 'messages', { peak: true }),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FigureDefinition>>>>;

/** The SLA kind that each view of SLA progress shows. `completed` shows the figures of today, the others those of now. */
export const SLA_OF_VIEW: Readonly<Record<SlaView, SlaKind>> = {
  close: 'close',
  'first-response': 'firstResponse',
  'next-response': 'nextResponse',
  completed: 'any',
};
