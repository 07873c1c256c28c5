import type { Terms } from '../terms.ts';

const CHANGES = {
  count: ['more', 'fewer'],
  amount: ['more', 'less'],
  speed: ['slower', 'faster'],
  length: ['longer', 'shorter'],
} as const;

// Each part is an export of its own: a page loads the English of the widgets that it shows.
export const format: Terms['format'] = { under: 'under {0}', quarter: 'Q{0} {1}', units: { hour: 'h', second: 's' } };

export const figure: Terms['figure'] = {
  noData: 'No data',
  notAvailable: 'Not available',
  fewData: 'few data',
  n: 'n {0}',
  nTitle: 'Number of values behind this figure',
  partial: 'not exact',
  noChange: 'no change',
  changeUnknown: 'change not known',
  tooFew: 'too few to compare',
  change: (words, more) => `{0} ${CHANGES[words][more ? 0 : 1]}`,
  points: (plural) => (plural === 'one' ? '{0} point' : '{0} points'),
  better: 'better',
  worse: 'worse',
  up: 'up',
  down: 'down',
  stat: { median: 'median', p90: '90th percentile' },
};

export const frame: Terms['frame'] = {
  asOf: 'As of {0}',
  since: {
    yesterday: 'change since yesterday, {0}',
    'last-week': 'change since last week, {0}',
    'previous-working-day': 'change since the previous working day, {0}',
    'previous-period': 'change since the period before',
    'last-year': 'change since last year',
  },
  sinceDayBefore: 'change since the day before',
  failed: 'This could not be loaded',
  empty: 'Nothing to show yet',
};

export const teamSummary: Terms['teamSummary'] = {
  heading: 'Team summary',
  empty: 'No tickets yet',
  emptyHelp: 'Open and closed tickets, response times and satisfaction appear here with the first ticket.',
  metrics: {
    open: 'Open tickets',
    closed: 'Closed today',
    'first-response-time': 'Time to first response',
    'time-to-close': 'Time to close',
    csat: 'Customer satisfaction',
    'awaiting-first-reply': 'Awaiting first reply',
  },
};

export const byChannel: Terms['byChannel'] = {
  heading: 'Tickets by channel',
  headingByAccount: 'Tickets by channel account',
  empty: 'No tickets today, and none open',
  emptyHelp: 'Each channel appears here with its first ticket.',
  channel: 'Channel',
  account: 'Channel account',
  today: 'Today',
  open: 'All open',
  unknown: 'Unknown',
  other: 'Other',
  openedToday: () => '{0} opened today',
  openNow: () => '{0} open',
};

export const chart: Terms['chart'] = {
  name: 'Chart: {0}',
  summary: 'from {0} to {1}, lowest {2} ({3}), highest {4} ({5})',
  nothing: 'from {0} to {1}, no data.',
  andPartial: '; {0} is not over.',
  goal: 'Goal {0}',
  unknown: 'Unknown',
  other: 'Other',
  more: (plural) => (plural === 'one' ? 'Show more: {0} row left' : 'Show more: {0} rows left'),
  failed: 'The chart could not be loaded. The table shows its numbers.',
};

export const report: Terms['report'] = {
  heading: 'Report',
  empty: 'Nothing in this period',
  emptyHelp: 'The chart appears here with the first record of the period.',
  view: 'Show as',
  chart: 'Chart',
  table: 'Table',
  per: { hour: 'per hour', day: 'per day', week: 'per week', month: 'per month', quarter: 'per quarter', year: 'per year' },
  span: '{0} to {1}',
  running: {
    hour: 'this hour, not over',
    day: 'today, not over',
    week: 'this week, not over',
    month: 'this month, not over',
    quarter: 'this quarter, not over',
    year: 'this year, not over',
  },
  hatched: 'Hatched: {0}.',
  cut: 'Not all rows are shown: the answer was too long.',
  tableOnly: 'This report is shown as a table.',
  since: { 'previous-period': 'Change since the period before.', 'last-year': 'Change since the year before.' },
  some: 'The first {0} of {1} series are shown.',
  choose: 'The attribute report is missing. Known reports: {0}.',
  unknownReport: 'There is no report named {0}. Did you mean {1}?',
  notOffered: 'The source cannot feed this report.',
  presets: {
    'tickets-created': 'Tickets created',
    'first-response-sla': 'First response SLA',
    'first-response-time': 'Time to first response',
    'time-in-status': 'Time in status',
    'next-response-sla': 'Next response SLA',
    'tickets-closed': 'Tickets closed',
    'time-to-close': 'Time to close',
    'close-sla': 'Time to close SLA',
    'customer-effort': 'Customer effort',
    'customer-wait-time': 'Customer wait time',
    'owner-response-time': 'Response time by rep',
    'replies-per-ticket': 'Replies per ticket',
    'rep-message-hours': 'When reps send messages',
    'customer-message-hours': 'When customers send messages',
    'reply-time-by-rep': 'Reply time by rep over time',
    'wait-time-by-company': 'Wait time by company',
    'slowest-reps': 'Slowest first replies',
    'first-response-sla-by-priority': 'First response SLA by priority',
    'first-response-sla-by-team': 'First response SLA by team',
    'first-response-sla-by-owner': 'First response SLA by owner',
    'next-response-sla-by-priority': 'Next response SLA by priority',
    'next-response-sla-by-team': 'Next response SLA by team',
    'next-response-sla-by-owner': 'Next response SLA by owner',
    'close-sla-by-priority': 'Time to close SLA by priority',
    'close-sla-by-team': 'Time to close SLA by team',
    'close-sla-by-owner': 'Time to close SLA by owner',
  },
};
