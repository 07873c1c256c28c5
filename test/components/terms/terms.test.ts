import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fill, fillText } from '../../../src/components/internal/fill.ts';
import { CALENDAR_TEXTS } from '../../../src/data/records/calendars.ts';
import { PROBLEM_TEXTS } from '../../../src/data/records/problem-log.ts';
import en from '../../../src/terms/en.ts';
import { hasTerms, loadedTerms, loadTerms, termsLanguage } from '../../../src/terms/load.ts';
import nb from '../../../src/terms/nb.ts';
import pl from '../../../src/terms/pl.ts';
import type { Terms } from '../../../src/terms/terms.ts';

const languages: Readonly<Record<string, Terms>> = { en, pl, nb };

interface Leaf {
  path: string;
  value: unknown;
}

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

/** Optional words: a language has only those that it needs. */
const OPTIONAL = /^format\.units\./;

const paths = (terms: unknown): string[] =>
  leaves(terms)
    .map(({ path }) => path)
    .filter((path) => !OPTIONAL.test(path))
    .sort();

const mentions = (source: string, word: string): boolean => new RegExp(`(?<![\\w'-])${word}(?![\\w'-])`).test(source);

/** Paths of terms that no source uses: one that names both their group and them, or the table in which they are. */
function unused(terms: unknown, sources: readonly string[]): string[] {
  return leaves(terms)
    .map(({ path }) => path)
    .filter((path) => !OPTIONAL.test(path))
    .filter((path) => {
      const [group = '', ...names] = path.split('.');
      return !sources.some((source) => mentions(source, group) && names.some((name) => mentions(source, name)));
    });
}

function componentSources(): string[] {
  const folder = fileURLToPath(new URL('../../../src/components/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}

function spoken(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'function') return [];
  const say = value as (...input: unknown[]) => unknown;
  const inputs = ['zero', 'one', 'few', 'many', 'other', 'count', 'amount', 'speed', 'length', 'x'];
  return inputs.flatMap((input) => {
    try {
      return [true, false].map((flag) => say(input, flag)).filter((text) => typeof text === 'string');
    } catch {
      return [];
    }
  });
}

describe('terms', () => {
  test.each(Object.keys(languages))('%s has every term of English and no other', (language) => {
    expect(paths(languages[language])).toEqual(paths(en));
  });

  test.each(Object.keys(languages))('%s leaves no term empty, and keeps the slots of English', (language) => {
    const slots = (value: unknown): string => [...new Set(spoken(value).flatMap((text) => text.match(/\{\d\}/g) ?? []))].sort().join();
    const english = new Map(leaves(en).map(({ path, value }) => [path, value]));
    for (const { path, value } of leaves(languages[language])) {
      for (const text of spoken(value)) expect(text.trim(), path).toMatch(/\S/);
      if (!OPTIONAL.test(path)) expect(slots(value), path).toBe(slots(english.get(path)));
    }
  });

  test('every term is used by a component', () => {
    expect(unused(en, componentSources())).toEqual([]);
  });

  test('the search for unused terms finds one', () => {
    expect(unused({ group: { neverMentionedAnywhere: 'x' } }, componentSources())).toEqual(['group.neverMentionedAnywhere']);
  });

  test('every problem that reading records can log is worded', () => {
    expect(Object.keys(en.leftOut.codes)).toEqual(expect.arrayContaining(Object.keys({ ...PROBLEM_TEXTS, ...CALENDAR_TEXTS })));
  });

  test('Polish declines what it counts', () => {
    const forms = [1, 3, 5, 22, 25].map((n) => pl.byChannel.openNow(new Intl.PluralRules('pl').select(n)));
    expect(forms).toEqual(['{0} otwarte', '{0} otwarte', '{0} otwartych', '{0} otwarte', '{0} otwartych']);
  });
});

describe('languages', () => {
  test.each([
    ['pl-PL', 'pl'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['NB', 'nb'],
    ['tlh', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('%s is served by %s', (tag, language) => {
    expect(termsLanguage(tag)).toBe(language);
  });

  test('a language is English until it is here', async () => {
    if (!hasTerms('pl')) expect(loadedTerms('pl')).toBe(loadedTerms('en'));
    expect(await loadTerms('pl')).toBe(pl);
    expect(loadedTerms('pl-PL')).toBe(pl);
    expect(await loadTerms('tlh')).toBe(loadedTerms('en'));
  });
});

describe('slots', () => {
  test('are filled in place, and keep what is put there', () => {
    const value = { any: 'thing' };
    expect(fill('{0} of {1} rows', value, 2)).toEqual(['', value, ' of ', 2, ' rows']);
    expect(fillText('o {0} mniej', '3')).toBe('o 3 mniej');
  });
});
