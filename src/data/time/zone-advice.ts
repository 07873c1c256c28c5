import { alike } from '../query/alike.ts';

/** What to write in place of a zone that does not exist; told by the first letters of its city. */
export function zoneAdvice(name: string): string {
  const cityOf = (zone: string): string => zone.split('/').pop()!;
  const guess = alike(cityOf(name), Intl.supportedValuesOf('timeZone'), cityOf);
  return guess ? `Did you mean ${guess}?` : 'Zones are written like Europe/Warsaw or UTC.';
}
