import type { Terms } from './terms.ts';

const CHANGES = {
  count: ['flere', 'færre'],
  amount: ['mer', 'mindre'],
  speed: ['tregere', 'raskere'],
  length: ['lengre', 'kortere'],
} as const;

const nb: Terms = {
  format: { under: 'under {0}', quarter: '{0}. kv. {1}', units: {} },
  figure: {
    noData: 'Ingen data',
    notAvailable: 'Ikke tilgjengelig',
    fewData: 'lite data',
    n: 'n {0}',
    nTitle: 'Antall verdier bak dette tallet',
    partial: 'Ufullstendig',
    noChange: 'uendret',
    changeUnknown: 'endring ikke kjent',
    change: (words, more) => `{0} ${CHANGES[words][more ? 0 : 1]}`,
    points: () => '{0} prosentpoeng',
    better: 'bedre',
    worse: 'verre',
    up: 'opp',
    down: 'ned',
    stat: { median: 'median', p90: '90-prosentil' },
  },
  teamSummary: {
    heading: 'Oversikt over teamet',
    empty: 'Ingen saker ennå',
    emptyHelp: 'Åpne og lukkede saker, svartider og tilfredshet vises her når den første saken kommer.',
    metrics: {
      open: 'Åpne saker',
      closed: 'Lukket i dag',
      'first-response-time': 'Tid til første svar',
      'time-to-close': 'Tid til lukking',
      csat: 'Kundetilfredshet',
      'awaiting-first-reply': 'Venter på første svar',
    },
  },
  byChannel: {
    heading: 'Saker per kanal',
    empty: 'Ingen nye saker i dag, og ingen åpne',
    emptyHelp: 'Hver kanal vises her når den får sin første sak.',
    channel: 'Kanal',
    today: 'I dag',
    open: 'Alle åpne',
    unknown: 'Ukjent',
    other: 'Andre',
    openedToday: (plural) => (plural === 'one' ? '{0} ny i dag' : '{0} nye i dag'),
    openNow: (plural) => (plural === 'one' ? '{0} åpen' : '{0} åpne'),
  },
};

export default nb;
