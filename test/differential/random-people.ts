import type { Calendar } from '../../src/data/catalog/catalog.ts';
import type { RecordsSettings } from '../../src/data/records/records.ts';
import type { WeekDay } from '../../src/data/scope.ts';
import type { Dice } from './dice.ts';
import type { Moments, Row, Value } from './random-desk.ts';

/** Who works at the desk, and for whom. */
export interface People {
  reps: Row[];
  contacts: Row[];
  companies: Row[];
  teams: Row[];
}

/** Names repeat, and some sort differently by code point than by UTF-16 unit. */
const NAMES = ['Ann', 'ann', 'Bo', 'Bo', 'Łucja', 'Émile', '😀 Joy', 'ﬀ', 'Zed %', 'O_Neil'];

/** An id of a list, of nobody, or none. */
export function idOf(d: Dice, rows: readonly Row[], strange = 'gone'): Value {
  if (d.chance(0.15) || !rows.length) return d.chance(0.3) ? strange : null;
  return d.pick(rows).id!;
}

/** Reps, teams, contacts and companies. */
export function people(d: Dice, moments: Moments): People {
  const many = <T>(least: number, most: number, make: (i: number) => T) => Array.from({ length: d.whole(least, most) }, (_, i) => make(i));
  const companies = many(0, 3, (i): Row => ({ id: `co${i}`, name: d.chance(0.1) ? null : d.pick(NAMES) }));
  const teams = many(1, 3, (i): Row => ({ id: `te${i}`, name: d.chance(0.1) ? null : d.pick(NAMES), calendarId: d.pick(['day', 'night', 'lost', null]) }));
  const contacts = many(1, 6, (i): Row => ({ id: `c${i}`, name: d.chance(0.1) ? null : d.pick(NAMES), companyId: idOf(d, companies) }));
  const reps = many(1, 6, (i): Row => {
    return {
      id: `r${i}`,
      name: d.chance(0.1) ? null : d.pick(NAMES),
      teamId: idOf(d, teams),
      availability: d.pick(['available', 'available', 'busy', 'away', 'offline', 'unknown', null]),
      availabilityLabel: d.pick(['At desk', 'Lunch', null]),
      availabilitySince: d.chance(0.2) ? null : moments.near(),
      capacity: d.pick([null, 0, 1, 2, 5]),
      openTickets: d.pick([null, 0, 1, 2, 5, 6]),
    };
  });
  return { companies, teams, contacts, reps };
}

/** Settings of the document, often none. */
export function settingsOf(d: Dice): RecordsSettings {
  return {
    ...(d.chance(0.2) && { feedback: { positiveFrom: d.pick([4, 5, 7]), ...(d.chance(0.5) && { neutralFrom: d.pick([2, 3]) }) } }),
    ...(d.chance(0.3) && { calls: { ...(d.chance(0.6) && { asReplies: d.chance(0.3) }), ...(d.chance(0.5) && { serviceLevelMs: d.pick([0, 10_000, 60_000]) }) } }),
  };
}

const HOURS = [
  ['09:00', '17:00'],
  ['08:30', '12:00'],
  ['13:00', '18:15'],
  ['00:00', '24:00'],
  ['01:00', '03:00'],
  ['22:00', '24:00'],
] as const;

/** One or two calendars with holidays near the centre. */
export function calendarsOf(d: Dice, zones: readonly string[], centre: number): Calendar[] {
  return d.some(['day', 'night'], d.whole(1, 2)).map((id) => {
    return {
      id,
      name: id,
      timezone: d.pick(zones),
      weekly: ([1, 2, 3, 4, 5, 6, 7] as WeekDay[]).flatMap((day) => {
        if (d.chance(0.2)) return [];
        const [from, to] = d.pick(HOURS);
        return [{ day, from, to }, ...(to === '12:00' ? [{ day, from: '13:00', to: '18:00' }] : [])];
      }),
      ...(d.chance(0.6) && { holidays: [...new Set(Array.from({ length: 3 }, () => new Date(centre + d.whole(-5, 5) * 86_400_000).toISOString().slice(0, 10)))] }),
    };
  });
}
