import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numericBuilder } from '../../../src/data/records/column-builder.ts';
import { dateOrder } from '../../../src/data/records/dates.ts';
import { timeReader, type TimeReaderOptions } from '../../../src/data/records/readers.ts';
import { zone } from '../../../src/data/time/zone.ts';

const WARSAW = zone('Europe/Warsaw');

interface Read {
  values: (string | null)[];
  problems: string[];
}

/** A column of texts as ISO instants, null where empty, with the codes that it was told of. */
function read(texts: readonly unknown[], options: Partial<TimeReaderOptions> = {}): Read {
  const problems: string[] = [];
  const builder = numericBuilder('time', timeReader({ zone: WARSAW, ...options }), (code, row) => problems.push(`${code}@${row}`));
  texts.forEach((text, row) => builder.set(row, text));
  const steps = builder.finish(texts.length);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const column = step.value;
  if (column.kind !== 'time') throw new Error('not a time column');
  return { values: Array.from(column.values, (ms) => (Number.isNaN(ms) ? null : new Date(ms).toISOString())), problems };
}

describe('one date', () => {
  it.each([
    ['2016-05-10T14:05:06Z', '2016-05-10T14:05:06.000Z'],
    ['2016-05-10 14:05', '2016-05-10T12:05:00.000Z'],
    ['2016-05-10', '2016-05-09T22:00:00.000Z'],
    ['2016-05-10T14:05:06.789+05:30', '2016-05-10T08:35:06.789Z'],
    ['2016-05-10T14:05:06,5-0400', '2016-05-10T18:05:06.500Z'],
    ['2016-05-10 14:05:06 UTC', '2016-05-10T14:05:06.000Z'],
    ['2016-05-10T24:00:00Z', '2016-05-11T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['20160510', '2016-05-09T22:00:00.000Z'],
    ['20160510T140506Z', '2016-05-10T14:05:06.000Z'],
    ['20160510140506', '2016-05-10T12:05:06.000Z'],
    ['2016/05/10 14:05', '2016-05-10T12:05:00.000Z'],
    ['31.12.2015 2:05 PM', '2015-12-31T13:05:00.000Z'],
    ['12/31/2015, 12:00 a.m.', '2015-12-30T23:00:00.000Z'],
    ['31. 12. 2015', '2015-12-30T23:00:00.000Z'],
    ['10 May 2016 14:05', '2016-05-10T12:05:00.000Z'],
    ['May 10th, 2016 2:05 pm', '2016-05-10T12:05:00.000Z'],
    ['Tue, 10 May 2016 14:05:06 +0000', '2016-05-10T14:05:06.000Z'],
    ['10-May-16', '2016-05-09T22:00:00.000Z'],
    ['1462888800', '2016-05-10T14:00:00.000Z'],
    ['1462888800123', '2016-05-10T14:00:00.123Z'],
    ['2016-02-29', '2016-02-28T23:00:00.000Z'],
    // The repeated hour of autumn is the first, the skipped one of spring goes forward.
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(read([text])).toEqual({ values: [instant], problems: [] });
  });

  it.each([
    'yesterday',
    '2015-02-29',
    '2016-13-01',
    '2016-05-32',
    '2016-05-10T25:00:00Z',
    '2016-05-10T24:30:00Z',
    '2016-05-10T14:60:00Z',
    '2016-05-10T14:05:06+99:00',
    '2016-05-10T14:05:06 soon',
    '32/01/2016',
    '13:05',
    '45000.5',
    '0001-01-01',
    '9999-12-31T23:59:59Z',
    '10 Mai 2016',
    '10/05-2016',
    '2:05 PM',
    '12/31/2015 13:00 PM',
    '-1',
    '1e30',
  ])('%s is none', (text) => {
    expect(read([text])).toEqual({ values: [null], problems: ['bad-date@0'] });
  });

  it('takes dates and milliseconds from code as they are', () => {
    expect(read([new Date(1), 1000, 0, new Date(Number.NaN), Number.NaN, null, undefined, '', {}])).toEqual({
      values: ['1970-01-01T00:00:00.001Z', '1970-01-01T00:00:01.000Z', '1970-01-01T00:00:00.000Z', null, null, null, null, null, null],
      problems: ['bad-date@3', 'bad-date@4', 'not-a-value@8'],
    });
  });

  it('takes small numbers of a file as seconds', () => {
    expect(read([1_462_888_800, 1_462_888_800_000], { fromFile: true }).values).toEqual(['2016-05-10T14:00:00.000Z', '2016-05-10T14:00:00.000Z']);
  });
});

describe('a column of dates', () => {
  it('learns the order from the one value that tells it', () => {
    expect(read(['08/09/2025', '13/09/2025', '01/02/2025']).values).toEqual(['2025-09-07T22:00:00.000Z', '2025-09-12T22:00:00.000Z', '2025-01-31T23:00:00.000Z']);
    expect(read(['08/09/2025', '09/13/2025']).values[0]).toBe('2025-08-08T22:00:00.000Z');
    expect(read(['08/09/25', '13/09/25', '31/12/32']).values[0]).toBe('2025-09-07T22:00:00.000Z');
  });

  it('leaves empty what no value decides', () => {
    expect(read(['08/09/2025', '10/11/2025'])).toEqual({ values: [null, null], problems: ['ambiguous-date@0', 'ambiguous-date@1'] });
  });

  it('reads what means the same either way', () => {
    expect(read(['05/05/2025', '06/07/2025'])).toEqual({ values: ['2025-05-04T22:00:00.000Z', null], problems: ['ambiguous-date@1'] });
  });

  it('in a column that contradicts itself reads only what can mean one thing', () => {
    expect(read(['13/01/2025', '01/14/2025', '02/03/2025'])).toEqual({
      values: ['2025-01-12T23:00:00.000Z', '2025-01-13T23:00:00.000Z', null],
      problems: ['ambiguous-date@2'],
    });
  });

  it('takes no lesson from ISO dates or from what is no date', () => {
    expect(read(['2025-08-13', 'n/a', '08/09/2025'])).toEqual({
      values: ['2025-08-12T22:00:00.000Z', null, null],
      problems: ['bad-date@1', 'ambiguous-date@2'],
    });
  });

  it('follows a declared order, in which other orders are faults', () => {
    expect(read(['08/09/2025', '12/31/2025'], { format: 'dmy' })).toEqual({ values: ['2025-09-07T22:00:00.000Z', null], problems: ['bad-date@1'] });
    expect(read(['1462888800', '5'], { format: 'epoch-s' }).values).toEqual(['2016-05-10T14:00:00.000Z', '1970-01-01T00:00:05.000Z']);
  });

  it('tells of times without offset where there is no zone', () => {
    let told = 0;
    expect(read(['2016-05-10T14:05:06', '2016-05-10T14:05:06Z', '13/05/2016'], { zone: undefined, withoutZone: () => told++ }).values).toEqual([
      '2016-05-10T14:05:06.000Z',
      '2016-05-10T14:05:06.000Z',
      '2016-05-13T00:00:00.000Z',
    ]);
    expect(told).toBe(2);
  });
});

describe('any dates', () => {
  const day = fc.record({ year: fc.integer({ min: 1970, max: 2069 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
  const two = (value: number) => String(value).padStart(2, '0');
  const ORDERS = {
    dmy: (date: { year: number; month: number; day: number }) => `${two(date.day)}/${two(date.month)}/${date.year}`,
    mdy: (date: { year: number; month: number; day: number }) => `${two(date.month)}/${two(date.day)}/${date.year}`,
    ymd: (date: { year: number; month: number; day: number }) => `${date.year}/${two(date.month)}/${two(date.day)}`,
  };

  it('are read as written once one value shows the order', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), fc.constantFrom('dmy', 'mdy', 'ymd'), (dates, order) => {
        const all = [...dates, { year: 2020, month: 1, day: 31 }];
        const expected = all.map((date) => new Date(Date.UTC(date.year, date.month - 1, date.day)).toISOString());
        expect(read(all.map(ORDERS[order]), { zone: undefined })).toEqual({ values: expected, problems: [] });
      }),
    );
  });

  /** Dates whose day is no month either way, in a column where nothing tells the order. */
  const neverGuesses = (options: Partial<TimeReaderOptions>) =>
    fc.assert(
      fc.property(fc.array(day.filter((date) => date.day <= 12 && date.day !== date.month), { minLength: 1 }), (dates) => {
        expect(read(dates.map(ORDERS.mdy), options).values.every((value) => value === null)).toBe(true);
      }),
    );

  it('are never guessed', () => {
    neverGuesses({});
  });

  it('canary: a reader that prefers an order is caught', () => {
    expect(() => neverGuesses({ format: 'dmy' })).toThrow(/Property failed/);
  });
});

describe('a declared format', () => {
  it.each([
    ['DD/MM/YYYY HH:mm', 'dmy'],
    ['%m-%d-%y', 'mdy'],
    ['yyyy.MM.dd', 'ymd'],
    ['mdy', 'mdy'],
    ['HH:mm', undefined],
    ['', undefined],
    ['YYYY-DD-MM', undefined],
  ])('%s tells %s', (format, order) => {
    expect(dateOrder(format)).toBe(order);
  });
});
