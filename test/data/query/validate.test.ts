import { describe, expect, test } from 'vitest';
import { knownMembers, validateQuery } from '../../../src/data/query/validate.ts';

const known = knownMembers({ tickets: { region: 'string' } }, ['office', 'night']);
const fault = (query: unknown, path?: string) => {
  const result = validateQuery(query, known, path);
  if (result.ok) return expect.unreachable(`accepted ${JSON.stringify(query)}`);
  expect(result.error.kind).toBe('bad-query');
  return `${result.error.path}: ${result.error.title}`;
};
const count = { measures: ['tickets.count'] };
const by = (filter: unknown) => ({ ...count, filters: [filter] });

describe('good queries pass as they are', () => {
  test.each([
    count,
    { measures: ['tickets.timeToClose.p90', 'tickets.timeToClose.count'], dimensions: ['tickets.owner', 'tickets.ownerId'], limit: 10, offset: 20, total: true },
    { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.closedAt', granularity: 'week', dateRange: ['2026-01-01', '2026-02-01'] }] },
    { measures: ['tickets.open'], timeDimensions: [{ dimension: 'tickets.asOf', granularity: 'day', dateRange: ['2026-01-01', '2026-02-01'] }] },
    { measures: ['tickets.slaOnTime.any'], timeDimensions: [{ dimension: 'tickets.slaCompletedAt', dateRange: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'] }] },
    { measures: ['tickets.timeToClose.avg'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'month' }, { dimension: 'tickets.closedAt', dateRange: ['2026-01-01', '2026-01-02'] }] },
    { measures: ['messages.sent'], dimensions: ['messages.sentAt.hourOfDay', 'tickets.channel', 'companies.name', 'messages.priority'] },
    { dimensions: ['tickets.region'], order: [['tickets.region', 'desc']] },
    { dimensions: ['contacts.name', 'tickets.status'] },
    { measures: ['tickets.open'], ungrouped: true, order: [['tickets.createdAt', 'desc']], limit: 50 },
    { measures: ['tickets.count'], timezone: 'Europe/Oslo', context: { now: '2026-01-01T00:00:00Z', hours: 'business', calendar: 'office', weekStart: 7, attribution: 'due', basis: 'status', dueSoon: { share: 0.25, min: 3e5, max: 36e5 } } },
    { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', compareDateRange: [['2026-01-01', '2026-01-02'], ['2026-01-03', '2026-01-04']] }], order: [['compareDateRange', 'asc']] },
    by({ or: [{ and: [{ member: 'tickets.status', operator: 'equals', values: ['new', 'open'] }] }, { member: 'tickets.closedAt', operator: 'notSet' }] }),
    by({ member: 'tickets.createdAt', operator: 'inDateRange', values: ['2026-01-01', '2026-01-31'] }),
    by({ member: 'tickets.createdAt', operator: 'afterDate', values: ['2026-01-01T12:00:00Z'] }),
    by({ member: 'tickets.createdAt.dayOfWeek', operator: 'gte', values: ['6'] }),
    by({ member: 'tickets.oneTouch', operator: 'equals', values: ['true'] }),
    by({ member: 'tickets.timeToClose', operator: 'gt', values: ['3600000'] }),
    by({ member: 'tickets.subject', operator: 'contains', values: ['{[("'] }),
  ])('%j', (query) => {
    const result = validateQuery(query, known);
    expect(result).toEqual({ ok: true, value: query });
  });
});

describe('faults are named with place and nearest name', () => {
  test.each([
    [{ measures: ['tickets.cout'] }, 'measures[0]: There is no measure “tickets.cout”. Did you mean “tickets.count”?'],
    [{ measures: ['tickets.timeToClose'] }, 'measures[0]: “tickets.timeToClose” is a family of measures'],
    [{ measures: ['tickets.slaOnTimeRate'] }, 'measures[0]: “tickets.slaOnTimeRate” is a measure of each SLA; add which: .firstResponse, .nextResponse, .close or .any.'],
    [{ measures: ['tickets.channel'] }, 'measures[0]: “tickets.channel” is a dimension, not a measure.'],
    [{ ...count, dimensions: ['tickets.open'] }, 'dimensions[0]: “tickets.open” is a measure, not a dimension.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: 'last 7 days' }] }, 'timeDimensions[0].dateRange: “dateRange” is two dates or instants, such as ["2026-03-01", "2026-03-31"], not "last 7 days".'],
    [{ measures: ['tickets.count', 'tickets.count'] }, 'measures[1]: “tickets.count” is named twice.'],
    [{ ...count, dimensions: ['tickets.chanel'] }, 'dimensions[0]: There is no dimension “tickets.chanel”. Did you mean “tickets.channel”?'],
    [{ ...count, dimensions: ['messages.channel'] }, 'dimensions[0]: “messages.channel” says nothing about tickets: the two are not joined. Did you mean “tickets.channel”?'],
    [{ ...count, dimensions: ['tickets.asOf'] }, 'dimensions[0]: “tickets.asOf” has no values to group by'],
    [{ dimensions: ['tickets.status', 'calls.status', 'messages.id'] }, 'dimensions[1]: “calls.status” says nothing about tickets'],
    [{}, 'query: The query asks for nothing'],
    [null, 'query: The query must be an object, not null.'],
    ['x', 'query: The query must be an object'],
    [{ measure: ['tickets.count'] }, 'measure: “measure” is not a part of a query. Did you mean “measures”?'],
    [{ measures: 'tickets.count' }, 'measures: “measures” must be a list'],
    [{ measures: [7] }, 'measures[0]: This entry must be a text'],
    [{ ...count, limit: NaN }, 'limit: “limit” must be a number, not NaN.'],
    [{ ...count, limit: Infinity }, 'limit: “limit” must be a whole number'],
    [{ ...count, limit: 2_000_000 }, 'limit: “limit” must be at most 1000000, not 2000000.'],
    [{ ...count, limit: 0 }, 'limit: “limit” must be at least 1, not 0.'],
    [{ ...count, offset: -1 }, 'offset: “offset” must be at least 0, not -1.'],
    [{ ...count, total: 'yes' }, 'total: “total” must be true or false'],
    [{ measures: ['x'.repeat(201)] }, 'measures[0]: This entry must have a length of at most 200, not 201.'],
    [{ ...count, timezone: 'Europe/Warsav' }, 'timezone: “Europe/Warsav” is not a time zone. Did you mean Europe/Warsaw?'],
    [{ ...count, timezone: '+02:00' }, 'timezone: “+02:00” is not a time zone.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.created', granularity: 'day' }] }, 'timeDimensions[0].dimension: There is no time “tickets.created”. Did you mean “tickets.createdAt”?'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.priority' }] }, 'timeDimensions[0].dimension: There is no time “tickets.priority”.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt.hourOfDay' }] }, 'timeDimensions[0].dimension: There is no time'],
    [{ ...count, timeDimensions: [{ granularity: 'day' }] }, 'timeDimensions[0].dimension: “dimension” is missing.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'days' }] }, 'timeDimensions[0].granularity: “granularity” is one of hour, day, week, month, quarter, year, not "days". Did you mean “day”?'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day' }, { dimension: 'tickets.closedAt', granularity: 'day' }] }, 'timeDimensions[1].granularity: Only one time dimension may have a granularity.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: ['2026-02-30', '2026-03-01'] }] }, 'timeDimensions[0].dateRange: A range is two dates'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: ['2026-03-01'] }] }, 'timeDimensions[0].dateRange[1]: This entry is missing.'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: ['2026-03-02', '2026-03-01'] }] }, 'timeDimensions[0].dateRange: The range ends before it begins'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', compareDateRange: [['2026-03-01', 'x']] }] }, 'timeDimensions[0].compareDateRange[0]: A range is two dates'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: ['2026-03-01', '2026-03-01'], compareDateRange: [['2026-03-01', '2026-03-01']] }] }, 'timeDimensions[0].compareDateRange: A query has one set'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.asOf' }] }, 'timeDimensions[0].dimension: “tickets.count” is not a stock'],
    [{ ...count, timeDimensions: [{ dimension: 'tickets.slaCompletedAt' }] }, 'timeDimensions[0].dimension: “tickets.count” does not count SLAs that ended'],
    [{ ...count, order: [['tickets.channel', 'asc']] }, 'order[0][0]: The query does not ask for “tickets.channel”'],
    [{ ...count, order: [['tickets.count', 'up']] }, 'order[0][1]: This entry is one of asc, desc'],
    [{ ...count, context: { now: '2026-01-01' } }, 'context.now: “2026-01-01” is not an instant'],
    [{ ...count, context: { calendar: 'ofice' } }, 'context.calendar: There is no calendar “ofice”. Did you mean “office”?'],
    [{ ...count, context: { weekStart: 8 } }, 'context.weekStart: “weekStart” is one of 1, 2, 3, 4, 5, 6, 7, not 8.'],
    [{ ...count, context: { dueSoon: { share: 0.5, min: 9, max: 3 } } }, 'context.dueSoon.min: The least time is longer than the most.'],
    [by({ member: 'tickets.status', operator: 'equal', values: ['x'] }), 'filters[0].operator: “operator” is one of equals,'],
    [by({ member: 'tickets.status', operator: 'gt', values: ['x'] }), 'filters[0].operator: “gt” does not fit “tickets.status”, which holds text.'],
    [by({ member: 'tickets.reopenCount', operator: 'contains', values: ['1'] }), 'filters[0].operator: “contains” does not fit'],
    [by({ member: 'tickets.reopenCount', operator: 'gt', values: ['many'] }), 'filters[0].values[0]: “many” is not a number'],
    [by({ member: 'tickets.reopenCount', operator: 'gt', values: [5] }), 'filters[0].values[0]: This entry must be a text'],
    [by({ member: 'tickets.reopenCount', operator: 'gt', values: ['1', '2'] }), 'filters[0].values: “gt” needs one value.'],
    [by({ member: 'tickets.oneTouch', operator: 'equals', values: ['yes'] }), 'filters[0].values[0]: “yes” is not “true” or “false”'],
    [by({ member: 'tickets.createdAt', operator: 'beforeDate', values: ['soon'] }), 'filters[0].values[0]: “soon” is not a date'],
    [by({ member: 'tickets.createdAt', operator: 'inDateRange', values: ['2026-01-01'] }), 'filters[0].values: “inDateRange” needs two values'],
    [by({ member: 'tickets.createdAt', operator: 'inDateRange', values: ['2026-01-02', '2026-01-01'] }), 'filters[0].values: The range ends before it begins'],
    [by({ member: 'tickets.status', operator: 'equals' }), 'filters[0].values: “equals” needs at least one value.'],
    [by({ member: 'tickets.status', operator: 'set', values: ['x'] }), 'filters[0].values: “set” takes no values.'],
    [by({ member: 'tickets.count', operator: 'gt', values: ['5'] }), 'filters[0].member: “tickets.count” is a measure; filters choose records by a dimension.'],
    [by({ member: 'tickets.asOf', operator: 'set' }), 'filters[0].member: “tickets.asOf” has no values to filter by'],
    [by({ member: 'calls.status', operator: 'set' }), 'filters[0].member: “calls.status” says nothing about tickets'],
    [by({ or: [{ member: 'tickets.status', operator: 'set' }, { member: 'tickets.stats', operator: 'set' }] }), 'filters[0].or[1].member: There is no dimension “tickets.stats”. Did you mean “tickets.status”?'],
    [by({ or: [], and: [] }), 'filters[0].and: “and” must be a list of filters, and stand alone.'],
    [by({ or: 5 }), 'filters[0].or: “or” must be a list of filters, and stand alone.'],
    [by(7), 'filters[0]: This filter must be an object'],
    [{ ...count, filters: {} }, 'filters: “filters” must be a list'],
  ])('%j', (query, words) => {
    expect(fault(query).slice(0, words.length)).toBe(words);
  });

  test('the place of the query itself comes first', () => {
    expect(fault({ measures: ['tickets.cout'] }, 'queries[2]')).toMatch(/^queries\[2\]\.measures\[0\]: /);
    expect(fault({}, 'queries[2]')).toMatch(/^queries\[2\]: /);
    expect(fault(by({ or: [{ member: 'x', operator: 'set' }] }), 'queries[2]')).toMatch(/^queries\[2\]\.filters\[0\]\.or\[0\]\.member: /);
  });

  test('filters nested too deep, endlessly, or by the thousand', () => {
    let deep: unknown = { member: 'tickets.status', operator: 'set' };
    for (let i = 0; i < 100_000; i++) deep = { and: [deep] };
    expect(fault(by(deep))).toMatch(/Filters may be nested 8 deep at most/);
    const endless: { and: unknown[] } = { and: [] };
    endless.and.push(endless);
    expect(fault(by(endless))).toMatch(/Filters may be nested 8 deep at most/);
    expect(fault({ ...count, filters: new Array(1500).fill({ member: 'tickets.status', operator: 'set' }) })).toMatch(/1000 conditions at most/);
  });

  test('objects that throw when they are read', () => {
    const trap = new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); }, has: () => { throw new Error('no'); } });
    expect(fault(trap)).toMatch(/^query: /);
    expect(fault(by(trap))).toMatch(/^query: /);
  });
});
