import type { Query } from '../query/query.ts';
import type { Stat } from '../scope.ts';
import type { Report, Visualization } from './report.ts';

interface Draft extends Omit<Query, 'timeDimensions'> {
  measures: readonly string[];
  /** The date that places it; its bucket follows the period where it is the axis. */
  time: string;
  needs?: Report['needs'];
  view?: Partial<Visualization>;
}

/** A report of measures along a date, unless `view` names another axis. */
function preset(id: string, name: string, { time, needs, view, ...query }: Draft): Report {
  return {
    version: 1,
    id,
    name,
    queries: { main: { ...query, timeDimensions: [{ dimension: time }] } },
    visualization: { type: 'line', x: time, y: query.measures, ...view },
    ...(needs && { needs }),
  };
}

type Sla = readonly [id: string, name: string, kind: string];

const SLAS: readonly Sla[] = [
  ['first-response-sla', 'First response SLA', 'firstResponse'],
  ['next-response-sla', 'Next response SLA', 'nextResponse'],
  ['close-sla', 'Time to close SLA', 'close'],
];

/** On time, late and missed above each other; the rate and what is open and overdue stand beside. */
function sla([id, name, kind]: Sla, dimensions?: readonly string[]): Report {
  const measures = ['slaOnTime', 'slaLate', 'slaMissed', 'slaOnTimeRate', 'slaOpenOverdue'].map((measure) => `tickets.${measure}.${kind}`);
  return preset(id, name, {
    measures,
    time: 'tickets.slaCompletedAt',
    ...(dimensions && { dimensions }),
    needs: ['sla'],
    view: { type: 'bar', stacked: true, y: measures.slice(0, 3), ...(dimensions && { x: dimensions[0] }) },
  });
}

/** Groups are told apart by id, because names may repeat. */
const SLA_GROUPS = [
  ['priority', ['tickets.priority']],
  ['team', ['tickets.teamId', 'tickets.team']],
  ['owner', ['tickets.ownerId', 'tickets.owner']],
] as const;

const REPLIES = 'messages.replyTime.avg';
const WAITS = 'messages.customerWaitTime.avg';
const FIRST_RESPONSES = 'tickets.firstResponseTime';
const AUTHOR = ['messages.authorId', 'messages.author'] as const;
const COMPANY = ['messages.companyId', 'messages.company'] as const;
const sent = { time: 'messages.sentAt', needs: ['messages'] } as const;
/** The same values, without the groups of those who answered nobody: of customers there are many. */
const replies: Pick<Draft, 'time' | 'needs' | 'filters'> = { ...sent, filters: [{ member: 'messages.isReply', operator: 'equals', values: ['true'] }] };
const hours = { ...sent, dimensions: ['messages.sentAt.hourOfDay'], view: { type: 'bar', x: 'messages.sentAt.hourOfDay' } } as const;
const effort: Pick<Query, 'filters' | 'timeDimensions'> = {
  filters: [{ member: 'feedback.type', operator: 'equals', values: ['ces'] }],
  timeDimensions: [{ dimension: 'feedback.submittedAt' }],
};

/** The reports that come with the kit, by id. */
export const PRESETS: Readonly<Record<string, Report>> = byId([
  preset('tickets-created', 'Tickets created', { measures: ['tickets.count'], time: 'tickets.createdAt', view: { type: 'bar' } }),
  sla(SLAS[0]!),
  preset('first-response-time', 'Time to first response', { measures: [`${FIRST_RESPONSES}.avg`], time: 'tickets.firstResponseAt' }),
  preset('time-in-status', 'Time in status', {
    measures: ['statusChanges.timeInStatus.avg'],
    dimensions: ['statusChanges.pipeline', 'statusChanges.status'],
    time: 'statusChanges.enteredAt',
    needs: ['history'],
    view: { type: 'bar', x: 'statusChanges.status', color: 'statusChanges.pipeline' },
  }),
  sla(SLAS[1]!),
  preset('tickets-closed', 'Tickets closed', { measures: ['tickets.count'], time: 'tickets.closedAt', view: { type: 'bar' } }),
  preset('time-to-close', 'Time to close', { measures: ['tickets.timeToClose.avg'], time: 'tickets.closedAt' }),
  sla(SLAS[2]!),
  {
    version: 1,
    id: 'customer-effort',
    name: 'Customer effort',
    queries: {
      main: { measures: ['feedback.ces', 'feedback.cesEasyRate'], ...effort },
      scores: { measures: ['feedback.count'], dimensions: ['feedback.score'], ...effort },
    },
    visualization: { type: 'bar', x: 'feedback.score', y: ['feedback.count'] },
    needs: ['ces'],
  },
  preset('customer-wait-time', 'Customer wait time', { measures: [WAITS], ...sent }),
  preset('owner-response-time', 'Response time by rep', { measures: [REPLIES], dimensions: AUTHOR, ...replies, view: { type: 'bar', x: AUTHOR[0] } }),
  preset('replies-per-ticket', 'Replies per ticket', { measures: ['tickets.repliesPerTicket'], time: 'tickets.closedAt', needs: ['messages'] }),
  preset('rep-message-hours', 'When reps send messages', { measures: ['messages.sent'], ...hours }),
  preset('customer-message-hours', 'When customers send messages', { measures: ['messages.received'], ...hours }),
  preset('reply-time-by-rep', 'Reply time by rep over time', { measures: [REPLIES], dimensions: AUTHOR, ...replies, view: { color: AUTHOR[0] } }),
  preset('wait-time-by-company', 'Wait time by company', { measures: [WAITS], dimensions: COMPANY, ...replies, view: { color: COMPANY[0] } }),
  preset('slowest-reps', 'Slowest first replies', {
    measures: [`${FIRST_RESPONSES}.avg`, `${FIRST_RESPONSES}.count`],
    dimensions: ['tickets.firstResponderId', 'tickets.firstResponder'],
    time: 'tickets.firstResponseAt',
    order: [[`${FIRST_RESPONSES}.avg`, 'desc']],
    view: { type: 'bar', x: 'tickets.firstResponderId', y: [`${FIRST_RESPONSES}.avg`], minSample: 5, top: 10 },
  }),
  ...SLAS.flatMap(([id, name, kind]) => SLA_GROUPS.map(([by, dimensions]) => sla([`${id}-by-${by}`, `${name} by ${by}`, kind], dimensions))),
]);

/** The preset of an id, its averages as another statistic where one is chosen; undefined where there is none. */
export function presetReport(id: string, stat: Stat = 'avg'): Report | undefined {
  const report = Object.hasOwn(PRESETS, id) ? PRESETS[id] : undefined;
  return report && stat !== 'avg' ? withStat(report, stat) : report;
}

function withStat(report: Report, stat: Stat): Report {
  const changed = JSON.parse(JSON.stringify(report).replaceAll('.avg"', `.${stat}"`)) as Report;
  const { visualization } = changed;
  // A ninetieth percentile needs more values than a mean before it says something.
  return stat === 'p90' && visualization.minSample ? { ...changed, visualization: { ...visualization, minSample: 10 } } : changed;
}

function byId(reports: readonly Report[]): Readonly<Record<string, Report>> {
  return Object.fromEntries(reports.map((report) => [report.id, report]));
}
