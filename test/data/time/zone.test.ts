import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/problem.ts';
import { DAY, NO_DAY, isZone, zone } from '../../../src/data/time/zone.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
/** A wall-clock reading, as zones write it. */
const wall = (text: string) => Date.parse(`${text}Z`);
const iso = (utc: number) => new Date(utc).toISOString();

const SAMPLE = [
  'UTC', 'Europe/Warsaw', 'Europe/Dublin', 'Europe/London', 'Europe/Oslo', 'Europe/Istanbul', 'Europe/Volgograd', 'America/New_York',
  'America/Sao_Paulo', 'America/St_Johns', 'America/Caracas', 'America/Argentina/Tucuman', 'America/Havana', 'America/Godthab',
  'America/Santiago', 'Africa/Casablanca', 'Africa/Cairo', 'Africa/Monrovia', 'Asia/Beirut', 'Asia/Gaza', 'Asia/Tehran', 'Asia/Kathmandu',
  'Asia/Kolkata', 'Asia/Pyongyang', 'Asia/Amman', 'Australia/Lord_Howe', 'Australia/Eucla', 'Antarctica/Troll', 'Antarctica/Casey',
  'Pacific/Apia', 'Pacific/Kwajalein', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Norfolk',
];

/** The oracle: what Intl's own clock shows. */
function clock(name: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
  return (utc: number) => wall(format.format(utc).replace(' ', 'T'));
}

describe('offsets', () => {
  test.each(SAMPLE)('%s shows the time that Intl shows, 1990 to 2040', (name) => {
    const oracle = clock(name);
    const here = zone(name);
    const wrong: string[] = [];
    for (let t = at('1990-01-01T00:00:00Z'); t < at('2040-01-01T00:00:00Z'); t += 9 * HOUR + 1000) {
      if (here.toLocal(t) !== oracle(t)) wrong.push(iso(t));
    }
    const { starts, offsets } = here.transitions(at('1990-01-01T00:00:00Z'), at('2039-12-31T00:00:00Z'));
    for (let i = 1; i < starts.length; i++) {
      const change = starts[i]!;
      if (oracle(change) - change !== offsets[i]) wrong.push(`at ${iso(change)}`);
      if (oracle(change - 1000) - (change - 1000) !== offsets[i - 1]) wrong.push(`before ${iso(change)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('covers years in any order of asking', () => {
    const oracle = clock('Europe/Kaliningrad');
    const here = zone('Europe/Kaliningrad');
    for (const year of [2031, 1945, 2016, 1990, 1918, 2150, 2012]) {
      for (let month = 0; month < 12; month++) {
        const t = Date.UTC(year, month, 11, 5, 30);
        expect(iso(here.toLocal(t))).toBe(iso(oracle(t)));
      }
    }
  });

  test('a change at the very start of a decade is kept when earlier years are asked for later', () => {
    const bay = zone('America/Cambridge_Bay');
    expect(bay.offsetAt(at('1925-06-01T00:00:00Z'))).toBe(-7 * HOUR);
    expect(bay.offsetAt(at('1919-12-31T23:59:59Z'))).toBe(0);
    expect(bay.offsetAt(at('1920-01-01T00:00:00Z'))).toBe(-7 * HOUR);
  });

  test('far outside the covered years an offset still serves', () => {
    expect(zone('Europe/Warsaw').offsetAt(at('9999-06-01T00:00:00Z'))).toBe(HOUR);
    expect(Number.isFinite(zone('Europe/Warsaw').offsetAt(at('0001-06-01T00:00:00Z')))).toBe(true);
    expect(zone('Europe/Warsaw').toUtc(NaN)).toBeNaN();
  });
});

describe('wall-clock times to instants', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z', true],
    ['Europe/Warsaw', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', false],
    ['America/New_York', '2026-03-08T02:00', '2026-03-08T07:00:00.000Z', true],
    ['America/New_York', '2026-11-01T01:59', '2026-11-01T05:59:00.000Z', false],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z', true],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', false],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00:00.000Z', true],
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00:00.000Z', true],
    ['America/Sao_Paulo', '2018-02-17T23:30', '2018-02-18T01:30:00.000Z', false],
    ['Asia/Kathmandu', '2026-01-01T00:00', '2025-12-31T18:15:00.000Z', false],
  ])('%s %s is %s', (name, local, utc, skipped) => {
    expect(iso(zone(name).toUtc(wall(local)))).toBe(utc);
    expect(zone(name).isSkipped(wall(local))).toBe(skipped);
  });

  test.each(SAMPLE)('%s: every instant is found again from its wall-clock time, or an earlier one that shows the same', (name) => {
    const here = zone(name);
    for (let t = at('2009-01-01T00:00:00Z'); t < at('2021-01-01T00:00:00Z'); t += 5 * HOUR + 1_800_000) {
      const back = here.toUtc(here.toLocal(t));
      if (back !== t && !(back < t && here.toLocal(back) === here.toLocal(t))) expect(iso(back)).toBe(iso(t));
    }
  });
});

describe('days', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04T15:00:00Z', '2018-11-04T03:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29T12:00:00Z', '2026-03-28T22:00:00.000Z'],
    ['America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31T01:00:00Z', '2011-12-30T10:00:00.000Z'],
    ['America/Toronto', '1919-03-31T12:00:00Z', '1919-03-31T04:30:00.000Z'],
  ])('%s: the day of %s begins at %s', (name, utc, start) => {
    expect(iso(zone(name).dayStart(at(utc)))).toBe(start);
  });

  test('a day that the clocks leapt over has no length', () => {
    const apia = zone('Pacific/Apia');
    expect(apia.firstInstant(wall('2011-12-30T00:00'))).toBe(apia.firstInstant(wall('2011-12-31T00:00')));
  });

  test('arrays of instants give the days that single instants give', () => {
    const here = zone('America/St_Johns');
    const values = Float64Array.from({ length: 20_000 }, (_, i) => at('1995-01-01T00:00:00Z') + ((i * 7919) % 20_000) * 11 * HOUR);
    values[7] = NaN;
    const days = here.localDays(values);
    const times = here.localTimes(values);
    expect(days[7]).toBe(NO_DAY);
    expect(times[7]).toBeNaN();
    const oracle = clock('America/St_Johns');
    for (let i = 0; i < values.length; i += 13) {
      if (i === 7 || Number.isNaN(values[i]!)) continue;
      expect(times[i]).toBe(oracle(values[i]!));
      expect(days[i]).toBe(Math.floor(oracle(values[i]!) / DAY));
    }
  });
});

describe('names', () => {
  test.each([
    ['Europe/Warshaw', 'Europe/Warsaw'],
    ['america/newyork', 'America/New_York'],
    ['+01:00', 'UTC'],
    ['', ''],
    [['UTC'] as unknown as string, 'UTC'],
    [7 as unknown as string, ''],
  ])('“%s” is refused with a name that exists', (name, guess) => {
    expect(isZone(name)).toBe(false);
    try {
      zone(name);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DataError);
      const { problem } = error as DataError;
      expect(problem.kind).toBe('bad-query');
      expect(problem.title).toContain(`“${name}” is not a time zone`);
      expect(problem.title).toContain(guess);
    }
  });
});
