import { html, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { dataValue, figureView, type FigureOptions } from '../../../src/components/internal/figure.ts';
import { formatFor } from '../../../src/components/internal/format.ts';
import type { Figure } from '../../../src/data/adapter.ts';
import en from '../../../src/terms/en.ts';

const format = formatFor('en', 'UTC');

function show(figure: Figure | undefined, options: Partial<FigureOptions> = {}): HTMLElement {
  render(figureView({ metric: 'open', label: 'Open', unit: 'count', figure, format, terms: en, ...options }), document.body);
  return document.querySelector<HTMLElement>('[data-metric]')!;
}

const text = (node: Element | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

afterEach(() => render(html``, document.body));

test('a figure is readable by programs and people', () => {
  const figure = show({ value: 1234, base: 1237 }, { good: 'down' });
  expect(figure.dataset['metric']).toBe('open');
  const [value, change] = figure.querySelectorAll('data');
  expect(value?.value).toBe('1234');
  expect(text(value!)).toBe('1,234');
  expect(change?.value).toBe('-3');
  expect(change?.hasAttribute('data-change')).toBe(true);
  expect(text(change!)).toBe('3 fewer');
  expect(figure.querySelector('svg')?.getAttribute('aria-label')).toBe('better');
});

test('the value is raw and never rounded', () => {
  const ratio = 0.42731234567;
  expect(show({ value: ratio }, { unit: 'ratio' }).querySelector('data')?.value).toBe(String(ratio));
});

test.each([
  ['count', 6, 5, 'down', '1 more', 'worse'],
  ['count', 6, 5, 'up', '1 more', 'better'],
  ['count', 6, 0, undefined, '6 more', null],
  ['ms', 1_080_000, 1_320_000, 'down', '4m shorter', 'better'],
  ['ratio', 0.9, 0.84, 'up', '6 points', 'better, up'],
  ['ratio', 0.83, 0.84, 'up', '1 point', 'worse, down'],
  ['ratio', 0.83, 0.84, undefined, '1 point', 'down'],
] as const)('%s %d after %d, better when %s: %s', (unit, value, base, good, words, name) => {
  const figure = show({ value, base }, { unit, ...(good && { good }) });
  expect(text(figure.querySelector('[data-change]'))).toBe(words);
  expect(figure.querySelector('svg')?.getAttribute('aria-label')).toBe(name);
});

test('no difference is said, without a mark', () => {
  const figure = show({ value: 3, base: 3 }, { good: 'up' });
  expect(text(figure.querySelector('[data-change][value="0"]'))).toBe('no change');
  expect(figure.querySelector('svg')).toBeNull();
});

test.each([
  ['no-history: nobody kept it', 'change not known'],
  ['few-values: Fewer than 5 values to compare.', 'too few to compare'],
])('an unknown baseline (%s) gives no change, and says so in few words', (baseNote, words) => {
  const figure = show({ value: 3, base: null, baseNote });
  expect(figure.querySelector('[data-change]')).toBeNull();
  expect(text(figure.querySelector('.notes'))).toBe(words);
});

test('of few data, few values to compare are not told a second time', () => {
  const figure = show({ value: 3, n: 3, base: null, baseNote: 'few-values: Fewer than 5 values to compare.' });
  expect(text(figure.querySelector('.notes'))).toBe('n 3few data');
});

test('no data are words: neither zero nor a number for programs', () => {
  for (const value of [null, NaN, Infinity]) {
    const figure = show({ value, base: 3, n: 0 });
    expect(figure.querySelector('data')).toBeNull();
    expect(text(figure)).toBe('Open No data');
  }
  expect(text(show(undefined))).toBe('Open Not available');
});

test('zero is a number', () => {
  expect(show({ value: 0 }).querySelector('data')?.value).toBe('0');
});

test.each([
  [4, undefined, true],
  [5, undefined, false],
  [9, 10, true],
])('%d values, at least %s wanted: few data %s', (n, minSample, few) => {
  const figure = show({ value: 60_000, n }, { unit: 'ms', ...(minSample && { minSample }) });
  expect(text(figure).includes('few data')).toBe(few);
  expect(figure.querySelector<HTMLDataElement>('data[data-n]')?.value).toBe(String(n));
});

test('what is not exact says so once, whatever is known of its change', () => {
  const reason = 'no-field-history: owner is as it is now';
  expect(text(show({ value: 3, partial: reason, base: null, baseNote: reason }).querySelector('.notes'))).toBe('not exact');
});

test('a figure with records leads there, as a link where there is an address', () => {
  const onClick = vi.fn((event: Event) => event.preventDefault());
  const button = show({ value: 3 }, { drill: { onClick } }).querySelector('button');
  expect(button?.getAttribute('aria-label')).toBe('Open: 3');
  button?.click();
  const link = show({ value: 3 }, { drill: { href: 'https://desk.example.com/', onClick } }).querySelector('a');
  expect(link?.href).toBe('https://desk.example.com/');
  link?.click();
  expect(onClick).toHaveBeenCalledTimes(2);
  expect(show({ value: 3 }).querySelector('a, button')).toBeNull();
});

test('cells hold the same contract', () => {
  render(html`<p>${dataValue(1_080_000, 'ms', format, en)}</p><p>${dataValue(null, 'ms', format, en)}</p>`, document.body);
  const [known, unknown] = document.querySelectorAll('p');
  expect(known?.querySelector('data')?.value).toBe('1080000');
  expect(text(unknown!)).toBe('No data');
});
