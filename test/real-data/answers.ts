import type { Cell, Granularity, Query } from '../../src/data/query/query.ts';
import type { DataSet } from './data-folder.ts';

/** How one expected answer is asked, and how the result becomes the shape in which the answer is written. */
export interface Asked {
  document?: 'plain' | 'resolved' | 'history' | 'states';
  queries: readonly Query[];
  shape(results: readonly Row[][]): unknown;
}
export type Row = Readonly<Record<string, Cell>>;

const NONE = '(none)';
const ZONES: Readonly<Record<string, string>> = { utc: 'UTC', new_york: 'America/New_York' };
const STATS = { n: 'count', avg_s: 'avg', median_s: 'median', p90_s: 'p90', min_s: 'min', max_s: 'max' } as const;

/** Columns of the exports and the members they were mapped to. */
const DIMENSIONS: Readonly<Record<DataSet, Readonly<Record<string, string>>>> = {
  'servicenow-incidents': {
    assignment_group: 'tickets.team',
    category: 'tickets.category',
    closed_code: 'tickets.closed_code',
    contact_type: 'tickets.channel',
    priority: 'tickets.priority',
  },
  'italian-helpdesk': {
    first_activity: 'tickets.first_activity',
    last_activity: 'tickets.last_activity',
    resolved_by: 'tickets.owner',
    taken_by: 'tickets.taken_by',
  },
  'nyc311-2024': {
    agency: 'tickets.team',
    borough: 'tickets.borough',
    channel: 'tickets.channel',
    complaint_type: 'tickets.category',
    status: 'tickets.status',
  },
};

/** Cuts a bucket's label to what the answers write: month, date or hour. */
const bucketKey = (label: Cell, granularity: Granularity): string =>
  String(label).slice(0, granularity === 'month' ? 7 : granularity === 'hour' ? 16 : 10);

const seconds = (ms: Cell): Cell => (typeof ms === 'number' ? ms / 1000 : ms);

function statsOf(row: Row, stem: string): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(STATS).map(([key, part]) => {
      const value = row[`${stem}.${part}`] ?? null;
      return [key, key === 'n' ? value : seconds(value)];
    }),
  );
}

const familyOf = (stem: string): string[] => Object.values(STATS).map((part) => `${stem}.${part}`);

function countsPer(time: string, granularity: Granularity, timezone: string): Asked {
  return {
    queries: [{ measures: ['tickets.count'], timeDimensions: [{ dimension: time, granularity }], timezone }],
    shape: ([rows = []]) =>
      Object.fromEntries(rows.filter((row) => row[time] !== null).map((row) => [bucketKey(row[time] ?? null, granularity), row['tickets.count']])),
  };
}

function countBy(member: string): Asked {
  return {
    queries: [{ measures: ['tickets.count'], dimensions: [member] }],
    shape: ([rows = []]) => Object.fromEntries(rows.map((row) => [String(row[member] ?? NONE), row['tickets.count']])),
  };
}

function familyBy(stem: string, member: string): Asked {
  return {
    queries: [{ measures: familyOf(stem), dimensions: [member] }],
    shape: ([rows = []]) =>
      Object.fromEntries(rows.filter((row) => row[`${stem}.count`] !== 0).map((row) => [String(row[member] ?? NONE), statsOf(row, stem)])),
  };
}

function familyPer(stem: string, time: string, granularity: Granularity): Asked {
  return {
    queries: [{ measures: familyOf(stem), timeDimensions: [{ dimension: time, granularity }], timezone: 'UTC' }],
    shape: ([rows = []]) =>
      Object.fromEntries(
        rows.filter((row) => row[`${stem}.count`] !== 0).map((row) => [bucketKey(row[time] ?? null, granularity), statsOf(row, stem)]),
      ),
  };
}

function heatmap(timezone: string): Asked {
  const [day, hour] = ['tickets.createdAt.dayOfWeek', 'tickets.createdAt.hourOfDay'];
  return {
    queries: [{ measures: ['tickets.count'], dimensions: [day, hour], timezone }],
    shape: ([rows = []]) => {
      const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
      const grid = Object.fromEntries(names.map((name) => [name, Array<number>(24).fill(0)]));
      for (const row of rows) grid[names[Number(row[day]) - 1] ?? '']![Number(row[hour])] = Number(row['tickets.count']);
      return grid;
    },
  };
}

function openAt(instants: readonly string[]): Asked {
  return {
    queries: instants.map((now) => ({ measures: ['tickets.open'], context: { now } })),
    shape: (results) => Object.fromEntries(instants.map((now, i) => [now, results[i]?.[0]?.['tickets.open']])),
  };
}

function backlog(days: readonly string[]): Asked {
  const range = [days[0] ?? '', days.at(-1) ?? ''] as const;
  return {
    queries: [{ measures: ['tickets.open'], timeDimensions: [{ dimension: 'tickets.asOf', granularity: 'day', dateRange: range }], timezone: 'UTC' }],
    shape: ([rows = []]) => Object.fromEntries(rows.map((row) => [bucketKey(row['tickets.asOf'] ?? null, 'day'), row['tickets.open']])),
  };
}

function crossCount(outer: string, inner: string): Asked {
  return {
    queries: [{ measures: ['tickets.count'], dimensions: [outer, inner] }],
    shape: ([rows = []]) => nested(rows, (row) => [String(row[outer] ?? NONE), String(row[inner] ?? NONE)]),
  };
}

function slaBy(member: string): Asked {
  return {
    queries: [{ measures: ['tickets.count'], dimensions: [member, 'tickets.closeSlaStatus'] }],
    shape: ([rows = []]) => withBoth(nested(rows, (row) => [String(row[member] ?? NONE), slaWord(row)])),
  };
}

function slaPerMonthClosed(timezone: string): Asked {
  const time = 'tickets.closedAt';
  return {
    queries: [
      { measures: ['tickets.count'], dimensions: ['tickets.closeSlaStatus'], timeDimensions: [{ dimension: time, granularity: 'month' }], timezone },
    ],
    shape: ([rows = []]) => withBoth(nested(rows, (row) => [bucketKey(row[time] ?? null, 'month'), slaWord(row)])),
  };
}

const slaWord = (row: Row): string => (row['tickets.closeSlaStatus'] === 'metOnTime' ? 'met' : 'missed');

function nested(rows: readonly Row[], keys: (row: Row) => [string, string]): Record<string, Record<string, number>> {
  const out: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    const [outer, inner] = keys(row);
    const group = (out[outer] ??= {});
    group[inner] = (group[inner] ?? 0) + Number(row['tickets.count']);
  }
  return out;
}

const withBoth = (by: Record<string, Record<string, number>>): unknown =>
  Object.fromEntries(Object.entries(by).map(([key, group]) => [key, { met: group['met'] ?? 0, missed: group['missed'] ?? 0 }]));

function overall(document: 'plain' | 'resolved'): Asked {
  return {
    document,
    queries: [{ measures: [...familyOf('tickets.timeToClose'), 'tickets.timeToClose.invalid'] }],
    shape: ([rows = []]) => ({ ...statsOf(rows[0] ?? {}, 'tickets.timeToClose'), negative: rows[0]?.['tickets.timeToClose.invalid'] }),
  };
}

function owners(order: 'fastest' | 'most'): Asked {
  const [owner, avg, n] = ['tickets.owner', 'tickets.timeToClose.avg', 'tickets.timeToClose.count'];
  return {
    queries: [
      {
        measures: [avg, n],
        dimensions: [owner],
        filters: [{ member: owner, operator: 'set' }],
        order: order === 'most' ? [[n, 'desc'], [owner, 'asc']] : [[avg, 'asc'], [owner, 'asc']],
      },
    ],
    shape: ([rows = []]) =>
      rows
        .filter((row) => order === 'most' || Number(row[n]) >= 50)
        .slice(0, 10)
        .map((row) => (order === 'most' ? { owner: row[owner], n: row[n] } : { owner: row[owner], avg_s: seconds(row[avg] ?? null), n: row[n] })),
  };
}

/** Only visits that ended count there, and closed states too: the history is mapped without categories. */
function timeInStatus(): Asked {
  const stem = 'statusChanges.timeInStatus';
  return {
    document: 'history',
    queries: [
      {
        measures: [`${stem}.sum`, `${stem}.count`, `${stem}.avg`],
        dimensions: ['statusChanges.status'],
        filters: [{ member: 'statusChanges.exitedAt', operator: 'set' }],
      },
    ],
    shape: ([rows = []]) =>
      Object.fromEntries(
        rows.map((row) => [
          row['statusChanges.status'],
          { total_s: seconds(row[`${stem}.sum`] ?? null), tickets: row[`${stem}.count`], avg_per_ticket_s: seconds(row[`${stem}.avg`] ?? null) },
        ]),
      ),
  };
}

function reactionBuckets(): Asked {
  const hour = 3_600_000;
  const bounds: Readonly<Record<string, [number, number?]>> = {
    '0-1h': [0, hour],
    '1-4h': [hour, 4 * hour],
    '4-8h': [4 * hour, 8 * hour],
    '8-24h': [8 * hour, 24 * hour],
    '24h+': [24 * hour],
  };
  const member = 'tickets.firstResponseTime';
  return {
    queries: Object.values(bounds).map(([from, to]) => ({
      measures: ['tickets.count'],
      filters: [
        { member, operator: 'gte', values: [String(from)] },
        ...(to === undefined ? [] : [{ member, operator: 'lt' as const, values: [String(to)] }]),
      ],
    })),
    shape: (results) => Object.fromEntries(Object.keys(bounds).map((key, i) => [key, results[i]?.[0]?.['tickets.count'] ?? 0])),
  };
}

function firstReaction(): Asked {
  const stem = 'tickets.firstResponseTime';
  return {
    queries: [
      { measures: familyOf(stem) },
      { measures: ['tickets.count'], filters: [{ member: stem, operator: 'notSet' }] },
      { measures: ['tickets.count'], filters: [{ member: stem, operator: 'equals', values: ['0'] }] },
    ],
    shape: ([all = [], without = [], zero = []]) => ({
      ...statsOf(all[0] ?? {}, stem),
      without: without[0]?.['tickets.count'],
      zero: zero[0]?.['tickets.count'],
    }),
  };
}

function dueStatus(now: string): Asked {
  const due = 'tickets.closeSlaDueAt';
  return {
    queries: [
      { measures: ['tickets.count'], filters: [{ member: due, operator: 'notSet' }] },
      {
        measures: ['tickets.count'],
        filters: [
          { member: due, operator: 'set' },
          { member: 'tickets.closedAt', operator: 'notSet' },
          { member: due, operator: 'notInDateRange', values: ['1990-01-01T00:00:00Z', now] },
        ],
      },
    ],
    shape: ([none = [], pending = []]) => ({ none: none[0]?.['tickets.count'], pending: pending[0]?.['tickets.count'] }),
  };
}

/** The states of open tickets at an instant; a closed ticket is in no stock, one without history yet has no state. */
function statesAt(now: string): Asked {
  return {
    document: 'states',
    queries: [{ measures: ['tickets.open'], dimensions: ['tickets.status'], filters: [{ member: 'tickets.status', operator: 'set' }], context: { now } }],
    shape: ([rows = []]) => Object.fromEntries(rows.map((row) => [String(row['tickets.status']), row['tickets.open']])),
  };
}

const single = (member: string, filters: Query['filters'] = []): Query => ({ measures: [member], filters });

/** How an answer is asked, or in words why the query format cannot express it. */
export function ask(set: DataSet, id: string, answer: unknown): Asked | string {
  const dimensions = DIMENSIONS[set];
  const zoneOf = (suffix: string | undefined): string => ZONES[suffix ?? ''] ?? 'UTC';
  const per = /^(opened|closed)_per_(hour|day|week|month)_(utc|new_york)$/.exec(id);
  if (per) return countsPer(per[1] === 'opened' ? 'tickets.createdAt' : 'tickets.closedAt', per[2] as Granularity, zoneOf(per[3]));
  const heat = /^heatmap_opened_weekday_hour_(utc|new_york)$/.exec(id);
  if (heat) return heatmap(zoneOf(heat[1]));
  const slaMonth = /^sla_per_month_closed_(utc|new_york)$/.exec(id);
  if (slaMonth) return slaPerMonthClosed(zoneOf(slaMonth[1]));
  const byColumn = /^(count_by|time_to_close_by|sla_by|status_by)_(\w+)$/.exec(id);
  const member = byColumn && dimensions[byColumn[2] ?? ''];
  if (byColumn && member) {
    if (byColumn[1] === 'count_by') return countBy(member);
    if (byColumn[1] === 'sla_by') return slaBy(member);
    if (byColumn[1] === 'status_by') return crossCount(member, 'tickets.status');
    return familyBy('tickets.timeToClose', member);
  }
  const closeFamily = /^time_to_close_per_(week|month)_closed_utc$/.exec(id);
  if (closeFamily) return familyPer('tickets.timeToClose', 'tickets.closedAt', closeFamily[1] as Granularity);
  const keys = Object.keys(answer as object);
  const fixed: Readonly<Record<string, Asked | string>> = {
    totals: {
      queries: [single('tickets.count'), single('tickets.timeToClose.count'), single('tickets.count', [{ member: 'tickets.closedAt', operator: 'notSet' }])],
      shape: ([all = [], closed = [], open = []]) => ({
        tickets: all[0]?.['tickets.count'],
        closed: closed[0]?.['tickets.timeToClose.count'],
        not_closed: open[0]?.['tickets.count'] ?? 0,
      }),
    },
    open_at_instant: openAt(keys),
    backlog_end_of_day_utc: backlog(keys),
    time_to_close_overall: overall('plain'),
    time_to_resolve_overall: overall('resolved'),
    time_to_take_in_charge_overall: firstReaction(),
    time_to_take_in_charge_by_agent: familyBy('tickets.firstResponseTime', 'tickets.firstResponderId'),
    time_to_take_in_charge_per_month_created_utc: familyPer('tickets.firstResponseTime', 'tickets.createdAt', 'month'),
    first_reaction_buckets: reactionBuckets(),
    top10_owners_fastest_avg_close: owners('fastest'),
    top10_owners_most_closed: owners('most'),
    time_in_status: timeInStatus(),
    time_after_activity: timeInStatus(),
    due_status: dueStatus('2024-04-16T12:00:00Z'),
    reassignments: countBy('tickets.reassignment_count'),
    reopened: {
      queries: [single('tickets.count', [{ member: 'tickets.reopenCount', operator: 'gt', values: ['0'] }]), single('tickets.reopenCount.sum')],
      shape: ([some = [], sum = []]) => ({ tickets: some[0]?.['tickets.count'], reopenings: sum[0]?.['tickets.reopenCount.sum'] }),
    },
    unresolved_at_instant: 'falls back from one date to another row by row, which no member does',
    state_at_instant: statesAt('2016-04-30T00:00:00Z'),
    events_by_activity: 'counts rows of the log, and neighbouring rows with the same status are one visit',
    events_by_agent: 'counts rows of the log by a column that is no field of a status change',
  };
  return fixed[id] ?? `no query is written for '${id}'`;
}
