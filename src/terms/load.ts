import { figure, format, frame } from './en/widgets.ts';
import type { Terms } from './terms.ts';

type TermsModule = { default: Terms };

/** What every widget needs of a language. English ends here: each widget brings the rest of its own; other languages are whole. */
export type BaseTerms = Pick<Terms, 'figure' | 'format' | 'frame'> & Partial<Terms>;

const en: BaseTerms = { figure, format, frame };

/** The languages beside English, each a chunk of its own that only a page in that language loads. */
const LANGUAGES: Readonly<Record<string, () => Promise<TermsModule>>> = {
  pl: () => import('./pl.ts'),
  nb: () => import('./nb.ts'),
};

const loaded = new Map<string, BaseTerms>([['en', en]]);
const english = (): BaseTerms => loaded.get('en') ?? en;
const loading = new Map<string, Promise<BaseTerms>>();
/** Languages whose terms could not be fetched. */
const lost = new Set<string>();

/** The terms of a language tag (`pl-PL` is Polish, `no` and `nn` get Bokmål) as far as they are here already; else English. */
export function loadedTerms(language: string): BaseTerms {
  return loaded.get(termsLanguage(language)) ?? english();
}

/** Adds the English of a part that was loaded later. */
export function addEnglish(words: Partial<Terms>): void {
  loaded.set('en', { ...english(), ...words });
}

/** True where `loadedTerms` gives the final answer, so that nothing need wait. */
export function hasTerms(language: string): boolean {
  return loaded.has(termsLanguage(language));
}

/** Loads the terms of a language; English for an unknown language, and where they cannot be fetched. Never rejects. */
export function loadTerms(language: string): Promise<BaseTerms> {
  const key = termsLanguage(language);
  const here = loaded.get(key);
  if (here) return Promise.resolve(here);
  let promise = loading.get(key);
  if (!promise) {
    promise = fetchTerms(key);
    loading.set(key, promise);
  }
  return promise;
}

async function fetchTerms(key: string): Promise<BaseTerms> {
  // A language that cannot be fetched must not take the figures with it: the page reads English until it loads again.
  const terms = await LANGUAGES[key]!().then(
    (module): BaseTerms => module.default,
    () => {
      lost.add(key);
      return en;
    },
  );
  loaded.set(key, terms);
  return terms;
}

/** The key of the terms that serve a language tag: `pl`, `nb` or `en`. */
export function termsLanguage(tag: string): string {
  const language = tag.toLowerCase().split(/[-_]/, 1)[0]!;
  if (language === 'no' || language === 'nn') return 'nb';
  return Object.hasOwn(LANGUAGES, language) ? language : 'en';
}

/**
 * The tag by which numbers and dates beside these terms are written: the same with its region (`en-GB`, `pl-PL`, `no-NO` as `nb-NO`).
 * Where English stands in for another language, English too: words and dates of one widget are never of two languages.
 */
export function formatLanguage(tag: string): string {
  const [language, ...rest] = tag.replaceAll('_', '-').split('-');
  const served = termsLanguage(tag);
  if (lost.has(served) || (served === 'en' && language?.toLowerCase() !== 'en')) return 'en';
  return canonicalTag([served, ...rest].join('-')) ?? served;
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
