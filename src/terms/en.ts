import type { Terms } from './terms.ts';

const CHANGES = {
  count: ['more', 'fewer'],
  amount: ['more', 'less'],
  speed: ['slower', 'faster'],
  length: ['longer', 'shorter'],
} as const;

const en: Terms = {
  format: { under: 'under {0}', quarter: 'Q{0} {1}', units: { hour: 'h', second: 's' } },
  figure: {
    noData: 'No data',
    notAvailable: 'Not available',
    fewData: 'few data',
    n: 'n {0}',
    nTitle: 'Number of values behind this figure',
    partial: 'Not complete',
    noChange: 'no change',
    changeUnknown: 'change not known',
    change: (words, more) => `{0} ${CHANGES[words][more ? 0 : 1]}`,
    points: (plural) => (plural === 'one' ? '{0} point' : '{0} points'),
    better: 'better',
    worse: 'worse',
    up: 'up',
    down: 'down',
    stat: { median: 'median', p90: '90th percentile' },
  },
  teamSummary: {
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
  },
  byChannel: {
    heading: 'Tickets by channel',
    empty: 'No tickets today, and none open',
    emptyHelp: 'Each channel appears here with its first ticket.',
    channel: 'Channel',
    today: 'Today',
    open: 'All open',
    unknown: 'Unknown',
    other: 'Other',
    openedToday: () => '{0} opened today',
    openNow: () => '{0} open',
  },
};

export default en;
