import type { Terms } from './terms.ts';

const CHANGES = {
  count: ['więcej', 'mniej'],
  amount: ['więcej', 'mniej'],
  speed: ['wolniej', 'szybciej'],
  length: ['dłużej', 'krócej'],
} as const;

const pl: Terms = {
  format: { under: 'poniżej {0}', quarter: '{0} kw. {1}', units: {} },
  figure: {
    noData: 'Brak danych',
    notAvailable: 'Niedostępne',
    fewData: 'mało danych',
    n: 'n {0}',
    nTitle: 'Liczba wartości, z których powstał ten wynik',
    partial: 'Niepełne',
    noChange: 'bez zmian',
    changeUnknown: 'zmiana nieznana',
    change: (words, more) => `o {0} ${CHANGES[words][more ? 0 : 1]}`,
    points: () => '{0} p.p.',
    better: 'lepiej',
    worse: 'gorzej',
    up: 'w górę',
    down: 'w dół',
    stat: { median: 'mediana', p90: '90. percentyl' },
  },
  teamSummary: {
    heading: 'Podsumowanie zespołu',
    empty: 'Nie ma jeszcze zgłoszeń',
    emptyHelp: 'Otwarte i zamknięte zgłoszenia, czasy odpowiedzi i satysfakcja pojawią się tu wraz z pierwszym zgłoszeniem.',
    metrics: {
      open: 'Otwarte zgłoszenia',
      closed: 'Zamknięte dzisiaj',
      'first-response-time': 'Czas do pierwszej odpowiedzi',
      'time-to-close': 'Czas do zamknięcia',
      csat: 'Satysfakcja klientów',
      'awaiting-first-reply': 'Czeka na pierwszą odpowiedź',
    },
  },
  byChannel: {
    heading: 'Zgłoszenia według kanału',
    empty: 'Dziś nie ma nowych zgłoszeń ani otwartych spraw',
    emptyHelp: 'Każdy kanał pojawi się tu wraz z pierwszym zgłoszeniem.',
    channel: 'Kanał',
    today: 'Dzisiaj',
    open: 'Otwarte',
    unknown: 'Nieznany',
    other: 'Inne',
    openedToday: (plural) => (plural === 'one' ? '{0} nowe dzisiaj' : plural === 'many' ? '{0} nowych dzisiaj' : '{0} nowe dzisiaj'),
    openNow: (plural) => (plural === 'one' ? '{0} otwarte' : plural === 'many' ? '{0} otwartych' : '{0} otwarte'),
  },
};

export default pl;
