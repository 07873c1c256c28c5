import type { Zone } from '../../src/data/time/zone.ts';
import type { Random } from './random.ts';
import { DAY, HOUR, isHoliday, weekdayOf } from './working-time.ts';

/** A time when something broke and everybody wrote. */
export interface Incident {
  /** UTC milliseconds. */
  from: number;
  to: number;
  category: string;
  title: string;
  /** Extra tickets an hour. */
  perHour: number;
}

export interface Arrival {
  at: number;
  incident?: Incident;
  /** That day's tickets against an ordinary workday's: over 1, the desk falls behind. */
  load: number;
}

const WEEKDAY = [1.18, 1.08, 1, 0.98, 0.9, 0.28, 0.2];
const HOUR_OF_DAY = [1, 0.6, 0.4, 0.4, 0.5, 1, 2.5, 5, 9, 12, 13, 12, 9, 10, 11, 10, 8, 6, 4.5, 4, 3.5, 3, 2.2, 1.5];

/** Two incidents, 40 and 180 days before now, each starting on a working morning. */
export function incidentsBefore(now: number, zone: Zone): Incident[] {
  const morning = (daysAgo: number): number => {
    let local = Math.floor(zone.toLocal(now) / DAY) * DAY - daysAgo * DAY;
    while (weekdayOf(local) > 2) local -= DAY;
    return zone.toUtc(local + 9 * HOUR);
  };
  const first = morning(180);
  const second = morning(40);
  return [
    { from: first, to: first + 9 * HOUR, category: 'Sign-in', title: 'Cannot sign in, the page says 503', perHour: 26 },
    { from: second, to: second + 30 * HOUR, category: 'Delivery', title: 'Tracking shows no parcel at all', perHour: 11 },
  ];
}

/** When tickets come, from `from` to `now`, oldest first: by hour, weekday, holiday and season, with a little growth. */
export function arrivals(random: Random, zone: Zone, from: number, now: number, perYear: number): Arrival[] {
  const incidents = incidentsBefore(now, zone);
  const days = Math.ceil((now - from) / DAY);
  const ordinary = (perYear / 365) * 1.28;
  const found: Arrival[] = [];
  const firstDay = Math.floor(zone.toLocal(from) / DAY) * DAY;
  for (let day = 0; day <= days; day++) {
    const local = firstDay + day * DAY;
    const season = 1 + 0.12 * Math.sin((2 * Math.PI * day) / 365) + 0.18 * (day / days - 0.5);
    const wobble = 0.85 + 0.3 * random.next();
    const expected = ordinary * (WEEKDAY[weekdayOf(local)] ?? 1) * (isHoliday(local) ? 0.2 : 1) * season * wobble;
    const today: Omit<Arrival, 'load'>[] = [];
    for (let n = Math.round(expected); n > 0; n--) today.push({ at: zone.toUtc(local + Math.floor(timeOfDay(random))) });
    for (const incident of incidents) {
      const start = Math.max(incident.from, zone.toUtc(local));
      const end = Math.min(incident.to, zone.toUtc(local + DAY));
      for (let n = Math.round(((end - start) / HOUR) * incident.perHour); n > 0; n--) {
        today.push({ at: Math.floor(start + random.next() * (end - start)), incident });
      }
    }
    const load = today.length / ordinary;
    for (const arrival of today) if (arrival.at >= from && arrival.at < now) found.push({ ...arrival, load });
  }
  return found.sort((a, b) => a.at - b.at);
}

const HOURS = HOUR_OF_DAY.map((weight, hour) => [hour, weight] as const);

function timeOfDay(random: Random): number {
  return (random.weighted(HOURS) + random.next()) * HOUR;
}
