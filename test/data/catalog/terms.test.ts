import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { metricsPage } from '../../../scripts/docs-metrics.ts';
import { registry } from '../../../src/components/registry.ts';
import { DIMENSION_DEFINITIONS, MEASURE_DEFINITIONS, PART_DEFINITIONS } from '../../../src/data/catalog/definitions.ts';
import { DERIVED } from '../../../src/data/catalog/derived.ts';
import { FIELDS } from '../../../src/data/catalog/fields.ts';
import { FIGURES } from '../../../src/data/catalog/figures.ts';
import { allNames } from '../../../src/data/catalog/list.ts';
import { MEASURES } from '../../../src/data/catalog/measures.ts';
import { SOURCE_NAMES } from '../../../src/data/records/records.ts';
import { loadCatalogTerms } from '../../../src/terms/catalog/load.ts';
import { memberLabel } from '../../../src/terms/catalog/member-label.ts';

const measures = SOURCE_NAMES.flatMap((source) => Object.keys(MEASURES[source] ?? {}).map((base) => `${source}.${base}`));
const dimensions = SOURCE_NAMES.flatMap((source) =>
  Object.keys({ ...FIELDS[source], ...DERIVED[source] }).map((base) => ({ name: `${source}.${base}`, base })),
);
const stem = (name: string) => measures.includes(name);
const LANGUAGES = ['en', 'pl', 'nb'];

describe.each(LANGUAGES)('names in %s', async (language) => {
  const terms = await loadCatalogTerms(language);

  test('every source, measure and dimension has one', () => {
    expect(SOURCE_NAMES.filter((source) => !terms.sources[source])).toEqual([]);
    expect(measures.filter((name) => !terms.measures[name])).toEqual([]);
    expect(dimensions.filter(({ name, base }) => !terms.dimensions[name] && !terms.dimensions[base] && !stem(name))).toEqual([]);
  });

  test('none is left over', () => {
    expect(Object.keys(terms.measures).filter((name) => !measures.includes(name))).toEqual([]);
    expect(Object.keys(terms.dimensions).filter((key) => !dimensions.some(({ name, base }) => name === key || base === key))).toEqual([]);
  });

  test('no name in a query shows through, and no two measures read the same', () => {
    const labels = allNames('measure').map((name) => memberLabel(name, terms));
    expect(labels.filter((label) => /undefined|[a-z]\.[a-z]|^[a-z]+[A-Z]/.test(label))).toEqual([]);
    for (const source of SOURCE_NAMES) {
      const own = measures.filter((name) => name.startsWith(`${source}.`)).map((name) => terms.measures[name]);
      expect(new Set(own).size, source).toBe(own.length);
    }
  });
});

test('names are put together from measure, SLA and part', async () => {
  const [en, pl, nb] = await Promise.all(LANGUAGES.map(loadCatalogTerms));
  expect(memberLabel('tickets.slaOnTimeRate.close.numerator', en!)).toBe('SLA on-time rate (time to close), numerator');
  expect(memberLabel('tickets.timeToClose.median', pl!)).toBe('Czas do zamknięcia, mediana');
  expect(memberLabel('messages.sentAt.hourOfDay', nb!)).toBe('Tidspunkt, time på døgnet');
  expect(memberLabel('messages.timeSinceLastResponse', en!)).toBe('Time since last response');
  expect(memberLabel('feedback.score.avg', en!)).toBe('Score, average');
  expect(memberLabel('tickets.region', pl!)).toBe('region');
  expect(memberLabel('tickets.region.countDistinct', en!)).toBe('region, distinct values');
  expect(memberLabel('nonsense', en!)).toBe('nonsense');
});

test('an unknown language gets English, and Nynorsk readers get Bokmål', async () => {
  const [unknown, nynorsk, british] = await Promise.all(['xx', 'nn-NO', 'en-GB'].map(loadCatalogTerms));
  expect(unknown!.sources.tickets).toBe('Tickets');
  expect(nynorsk!.sources.tickets).toBe('Saker');
  expect(british!.sources.tickets).toBe('Tickets');
});

describe('definitions', () => {
  test('every measure and dimension has one sentence, and none is left over', () => {
    expect(measures.filter((name) => !MEASURE_DEFINITIONS[name])).toEqual([]);
    expect(dimensions.filter(({ name, base }) => !DIMENSION_DEFINITIONS[name] && !DIMENSION_DEFINITIONS[base] && !stem(name))).toEqual([]);
    expect(Object.keys(MEASURE_DEFINITIONS).filter((name) => !measures.includes(name))).toEqual([]);
    expect(Object.keys(DIMENSION_DEFINITIONS).filter((key) => !dimensions.some(({ name, base }) => name === key || base === key))).toEqual([]);
    const all = [MEASURE_DEFINITIONS, DIMENSION_DEFINITIONS, PART_DEFINITIONS].flatMap(Object.values) as string[];
    expect(all.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
  });
});

test('docs/metrics.md is what the catalogue says; `npm run docs:metrics` writes it anew', () => {
  expect(readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')).toBe(metricsPage());
});

test('docs/metrics.md tells which figures have an element, and which are datasets alone', () => {
  const words = metricsPage().match(/^Each line is a figure [^]*?\n\n/m)?.[0] ?? '';
  const [shown = '', alone = ''] = words.split('raw value.');
  for (const dataset of Object.keys(FIGURES)) expect(dataset in registry ? shown : alone).toContain(`\`${dataset}\``);
});
