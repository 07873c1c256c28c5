import type { Cell, Filter, Query } from '../../src/data/query/query.ts';
import type { Asked as Question, Row } from './answers.ts';
import type { OtherSet } from './data-folder.ts';

/** How one expected answer is asked; `waits`: a call without time in the queue waited 0. */
export type Asked = Omit<Question, 'document'> & { document?: 'plain' | 'waits' };

/** Every value of a column as one word, for fields that the exports do not have because they are always the same. */
const always = (value: string | number, ...words: string[]) => Object.fromEntries(words.map((word) => [word, value]));
const OUTCOMES = ['AGENT', 'HANG', 'PHANTOM'];
const CHANNELS = ['Inbound', 'Outcall', 'Email'];

const calls = {
  src: 'calls.csv',
  fields: { startedAt: 'entered_at_time', direction: 'outcome', status: 'outcome', durationMs: 'service_s', waitMs: 'queue_s', ownerId: 'agent' },
  values: { direction: always('inbound', ...OUTCOMES), status: { AGENT: 'completed', HANG: 'abandoned', PHANTOM: 'failed' } },
  units: { durationMs: 's', waitMs: 's' },
  keep: ['outcome', 'service_type'],
};

/** How each export is described to the document reader. */
export const OTHER_DOCUMENTS: Readonly<Record<OtherSet, Readonly<Record<NonNullable<Asked['document']>, object>>>> = {
  'bank-calls-one-day': {
    plain: { version: 1, timezone: 'UTC', calls },
    waits: { version: 1, timezone: 'UTC', calls: { ...calls, values: { ...calls.values, waitMs: { '': 0 } } } },
  },
  'ecommerce-csat': (() => {
    const document = {
      version: 1,
      timezone: 'UTC',
      settings: { feedback: { positiveFrom: 4 } },
      tickets: {
        src: 'contacts.csv.gz',
        fields: { id: 'contact_id', createdAt: 'reported_at', firstResponseAt: 'responded_at', channel: 'channel', category: 'category', ownerId: 'agent' },
        keep: ['sub_category', 'product_category', 'manager', 'supervisor', 'tenure_bucket', 'agent_shift'],
      },
      feedback: {
        src: 'contacts.csv.gz',
        fields: { ticketId: 'contact_id', submittedAt: 'survey_date', score: 'csat_score', type: 'channel', scaleMin: 'channel', scaleMax: 'channel' },
        values: { type: always('csat', ...CHANNELS), scaleMin: always(1, ...CHANNELS), scaleMax: always(5, ...CHANNELS) },
      },
    };
    return { plain: document, waits: document };
  })(),
};

const NONE = '(none)';
const key = (cell: Cell | undefined): string => String(cell ?? NONE);
const seconds = (ms: Cell | undefined): Cell => (typeof ms === 'number' ? ms / 1000 : (ms ?? null));
const STATS = { n: 'count', avg_s: 'avg', median_s: 'median', p90_s: 'p90', min_s: 'min', max_s: 'max' } as const;
const familyOf = (stem: string): string[] => Object.values(STATS).map((part) => `${stem}.${part}`);
const statsOf = (row: Row = {}, stem: string) => Object.fromEntries(Object.entries(STATS).map(([name, part]) => [name, name === 'n' ? row[`${stem}.${part}`] : seconds(row[`${stem}.${part}`])]));
const counted = (measure: string, filters: readonly Filter[] = []): Query => ({ measures: [measure], filters });
const first = (rows: readonly Row[] | undefined, name: string): Cell | undefined => rows?.[0]?.[name];

function countsBy(measure: string, member: string): Asked {
  return { queries: [{ measures: [measure], dimensions: [member] }], shape: ([rows = []]) => Object.fromEntries(rows.map((row) => [key(row[member]), row[measure]])) };
}

const CALLS: Readonly<Record<string, Asked>> = {
  by_outcome: countsBy('calls.count', 'calls.outcome'),
  by_service_type: countsBy('calls.count', 'calls.service_type'),
  answered_abandoned: {
    queries: [
      counted('calls.completed'),
      counted('calls.abandoned', [{ member: 'calls.waitMs', operator: 'set' }]),
      counted('calls.abandoned', [{ member: 'calls.waitMs', operator: 'notSet' }]),
      counted('calls.other'),
    ],
    shape: ([answered, queue, menu, other]) => ({
      answered: first(answered, 'calls.completed'),
      abandoned_in_queue: first(queue, 'calls.abandoned'),
      ended_in_menu: first(menu, 'calls.abandoned'),
      phantom: first(other, 'calls.other'),
    }),
  },
  calls_per_hour_by_outcome: {
    queries: [{ measures: ['calls.count'], dimensions: ['calls.startedAt.hourOfDay', 'calls.outcome'] }],
    shape([rows = []]) {
      const hours: Record<string, Record<string, Cell | undefined>> = {};
      for (const row of rows) (hours[key(row['calls.startedAt.hourOfDay']).padStart(2, '0')] ??= {})[key(row['calls.outcome'])] = row['calls.count'];
      return hours;
    },
  },
  talk_time: { queries: [{ measures: familyOf('calls.duration') }], shape: ([rows = []]) => statsOf(rows[0], 'calls.duration') },
  wait_before_answer: { document: 'waits', queries: [{ measures: familyOf('calls.waitTime') }], shape: ([rows = []]) => statsOf(rows[0], 'calls.waitTime') },
  // The answer is of answered calls; the rate of the definitions is of all that could have been, so its parts are asked.
  service_level_20s: {
    document: 'waits',
    queries: [{ measures: ['calls.serviceLevel.numerator', 'calls.completed'] }],
    shape: ([rows]) => ({ within: first(rows, 'calls.serviceLevel.numerator'), answered: first(rows, 'calls.completed') }),
  },
  by_agent: {
    queries: [{ measures: ['calls.completed', 'calls.duration.sum'], dimensions: ['calls.owner'], filters: [{ member: 'calls.status', operator: 'equals', values: ['completed'] }, { member: 'calls.owner', operator: 'set' }] }],
    shape: ([rows = []]) =>
      Object.fromEntries(
        rows.map((row) => {
          const [calls, talk] = [Number(row['calls.completed']), Number(row['calls.duration.sum']) / 1000];
          return [key(row['calls.owner']), { calls, talk_s: talk, avg_talk_s: talk / calls }];
        }),
      ),
  },
};

const MEMBERS: Readonly<Record<string, string>> = { channel: 'tickets.channel', category: 'tickets.category' };
const memberOf = (column: string) => MEMBERS[column] ?? `tickets.${column}`;
const SCORES = ['feedback.csat', 'feedback.csat.denominator', 'feedback.score.avg'];

/** Share, mean and number of answers by score, of each group. */
function csatBy(groups: Pick<Query, 'dimensions' | 'timeDimensions'>, keyOf: (row: Row) => string): Asked {
  return {
    queries: [
      { ...groups, measures: SCORES },
      { ...groups, measures: ['feedback.count'], dimensions: [...(groups.dimensions ?? []), 'feedback.score'] },
    ],
    shape([rates = [], counts = []]) {
      const scores: Record<string, Record<string, Cell | undefined>> = {};
      for (const row of counts) (scores[keyOf(row)] ??= {})[key(row['feedback.score'])] = row['feedback.count'];
      return Object.fromEntries(
        rates.map((row) => [keyOf(row), { n: row['feedback.csat.denominator'], avg: row['feedback.score.avg'], csat_pct_4_5: 100 * Number(row['feedback.csat']), by_score: scores[keyOf(row)] }]),
      );
    },
  };
}

const dated = (dimension: string, granularity: 'day' | 'week') => ({ groups: { timeDimensions: [{ dimension, granularity }] }, keyOf: (row: Row) => key(row[dimension]).slice(0, 10) });
const surveyed = (granularity: 'day' | 'week') => {
  const { groups, keyOf } = dated('feedback.submittedAt', granularity);
  return csatBy(groups, keyOf);
};
const reported = (granularity: 'day' | 'week'): Asked => {
  const { groups, keyOf } = dated('tickets.createdAt', granularity);
  return { queries: [{ ...groups, measures: ['tickets.count'] }], shape: ([rows = []]) => Object.fromEntries(rows.map((row) => [keyOf(row), row['tickets.count']])) };
};

const RESPONSE = 'tickets.firstResponseTime';
const responsesBy = (groups: Pick<Query, 'dimensions' | 'timeDimensions'>, keyOf: (row: Row) => string): Asked => ({
  queries: [{ ...groups, measures: familyOf(RESPONSE) }],
  shape: ([rows = []]) => Object.fromEntries(rows.filter((row) => row[`${RESPONSE}.count`]).map((row) => [keyOf(row), statsOf(row, RESPONSE)])),
});
const HOURS: Readonly<Record<string, [from: number, to?: number]>> = { '0-1h': [0, 1], '1-4h': [1, 4], '4-8h': [4, 8], '8-24h': [8, 24], '24h+': [24] };
const hoursBetween = ([from, to]: [number, number?]): Filter[] => [
  { member: RESPONSE, operator: 'gte', values: [String(from * 3_600_000)] },
  ...(to === undefined ? [] : [{ member: RESPONSE, operator: 'lt' as const, values: [String(to * 3_600_000)] }]),
];

const ANSWERS: Readonly<Record<string, Asked>> = {
  csat_overall: { queries: csatBy({}, () => '').queries, shape: (results) => (csatBy({}, () => '').shape(results) as Record<string, unknown>)[''] },
  csat_per_day: surveyed('day'),
  csat_per_week: surveyed('week'),
  ...Object.fromEntries(
    ['channel', 'category', 'sub_category', 'product_category', 'manager', 'supervisor', 'tenure_bucket', 'agent_shift'].map((column) => [
      `csat_by_${column}`,
      csatBy({ dimensions: [memberOf(column)] }, (row) => key(row[memberOf(column)])),
    ]),
  ),
  reported_per_day: reported('day'),
  reported_per_week: reported('week'),
  response_buckets: {
    queries: Object.values(HOURS).map((bounds) => counted('tickets.count', hoursBetween(bounds))),
    shape: (results) => Object.fromEntries(Object.keys(HOURS).map((name, i) => [name, first(results[i], 'tickets.count')])),
  },
  time_to_response_overall: {
    queries: [{ measures: [...familyOf(RESPONSE), `${RESPONSE}.invalid`] }],
    shape: ([rows = []]) => ({ non_negative: statsOf(rows[0], RESPONSE), negative_count: first(rows, `${RESPONSE}.invalid`) }),
  },
  time_to_response_by_channel: responsesBy({ dimensions: ['tickets.channel'] }, (row) => key(row['tickets.channel'])),
  time_to_response_by_category: responsesBy({ dimensions: ['tickets.category'] }, (row) => key(row['tickets.category'])),
  time_to_response_per_day: responsesBy(dated('tickets.createdAt', 'day').groups, dated('tickets.createdAt', 'day').keyOf),
  top10_agents_by_csat: {
    queries: [
      {
        measures: ['feedback.score.avg', 'feedback.count'],
        dimensions: ['feedback.owner'],
        order: [
          ['feedback.score.avg', 'desc'],
          ['feedback.count', 'desc'],
          ['feedback.owner', 'asc'],
        ],
      },
    ],
    shape: ([rows = []]) =>
      rows
        .filter((row) => Number(row['feedback.count']) >= 10)
        .slice(0, 10)
        .map((row) => ({ agent: row['feedback.owner'], avg: row['feedback.score.avg'], n: row['feedback.count'] })),
  },
};

/** How an answer is asked; undefined where nobody has written that down. */
export function askOther(set: OtherSet, id: string): Asked | undefined {
  return (set === 'ecommerce-csat' ? ANSWERS : CALLS)[id];
}
