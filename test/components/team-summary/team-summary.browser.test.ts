import { html, render } from 'lit';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import '../../../src/components/team-summary/define.ts';
import type { DrillRequestEvent } from '../../../src/components/internal/events.ts';
import type { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';
import type { FigureSet } from '../../../src/data/adapter.ts';
import { loadTerms } from '../../../src/terms/load.ts';
import { fixtures } from '../../../src/testing/fixtures/index.ts';

const data: FigureSet = fixtures['team-summary'];
const ALL = ['open', 'closed', 'first-response-time', 'time-to-close', 'csat', 'awaiting-first-reply'];

async function show(set: FigureSet = data, attributes: Record<string, string> = {}): Promise<TeamSummary> {
  const element = document.createElement('team-summary');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.data = set;
  document.body.append(element);
  await element.settled;
  return element;
}

const metrics = (element: TeamSummary): string[] =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('[data-metric]')].map((figure) => figure.dataset['metric']!);
const figureOf = (element: TeamSummary, metric: string): HTMLElement => element.shadowRoot!.querySelector<HTMLElement>(`[data-metric="${metric}"]`)!;

beforeAll(() => Promise.all(['pl', 'nb'].map(loadTerms)));
beforeEach(() => document.documentElement.setAttribute('lang', 'en'));
afterEach(() => document.body.replaceChildren());

test('shows every figure with the value of the answer', async () => {
  const element = await show();
  expect(metrics(element)).toEqual(ALL);
  for (const id of ALL) expect(figureOf(element, id).querySelector('data')?.value, id).toBe(String(data.figures[id]?.value));
});

test('metrics chooses and orders, each once', async () => {
  expect(metrics(await show(data, { metrics: 'csat, open csat' }))).toEqual(['csat', 'open']);
});

test('an unknown metric is told with its name and what is known, and mended by the next value', async () => {
  const element = await show(data, { metrics: 'open csta' });
  expect(element.matches(':state(error)')).toBe(true);
  const words = element.shadowRoot!.textContent;
  expect(words).toContain("'csta'");
  expect(words).toContain('first-response-time');
  element.metrics = 'open';
  await element.settled;
  expect(metrics(element)).toEqual(['open']);
});

test('a figure that the source does not offer is not a zero', async () => {
  const { csat: _, ...figures } = data.figures;
  const figure = figureOf(await show({ ...data, figures }), 'csat');
  expect(figure.querySelector('data')).toBeNull();
  expect(figure.textContent).toContain('Not available');
});

test('no figure with a value is the empty state', async () => {
  const element = await show({ ...data, figures: { open: { value: null } } });
  expect(element.matches(':state(empty)')).toBe(true);
  expect(element.shadowRoot!.textContent).toContain('No tickets yet');
});

test.each([
  ['first-response-time', 'better', '4m 6s faster'],
  ['time-to-close', 'worse', '31m slower'],
  ['open', 'worse', '6 more'],
  ['closed', 'better', '9 more'],
  ['csat', 'better, up', '3 points'],
  ['awaiting-first-reply', 'better', '5 fewer'],
])('the change of %s is %s', async (metric, judged, words) => {
  const figure = figureOf(await show(), metric);
  expect(figure.querySelector('[data-change]')?.textContent?.replace(/\s+/g, ' ')).toBe(words);
  expect(figure.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBe(judged);
});

test('a click asks for exactly the records of the figure', async () => {
  const element = await show();
  const asked = vi.fn<(event: DrillRequestEvent) => void>();
  document.body.addEventListener('hd-drill-request', asked);
  figureOf(element, 'closed').querySelector('button')?.click();
  document.body.removeEventListener('hd-drill-request', asked);
  expect(asked).toHaveBeenCalledOnce();
  const event = asked.mock.calls[0]![0];
  expect(event.metric).toBe('closed');
  expect(event.value).toBe(57);
  expect(event.ref).toEqual(data.figures['closed']?.records);
});

test.each([
  ['pl', 'Podsumowanie zespołu', 'Otwarte zgłoszenia', 'o 6 więcej', '5 h 42 min'],
  ['nb', 'Oversikt over teamet', 'Åpne saker', '6 flere', '5t 42m'],
])('%s: each subtree has its own language', async (language, heading, label, change, duration) => {
  const place = document.createElement('div');
  document.body.append(place);
  render(html`<div lang=${language}><team-summary .data=${data}></team-summary></div>`, place);
  const element = place.querySelector('team-summary')!;
  await element.settled;
  const words = element.shadowRoot!.textContent.replace(/\s+/g, ' ');
  for (const part of [heading, label, change]) expect(words).toContain(part);
  expect(figureOf(element, 'time-to-close').querySelector('data')?.textContent?.replace(/\s+/g, ' ')).toBe(duration);
  expect((await show()).shadowRoot!.textContent).toContain('Team summary');
});

test('follows a language that changes around it', async () => {
  const element = await show();
  // Nothing else is about to draw the widget again.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  document.documentElement.lang = 'pl';
  await vi.waitFor(() => expect(element.shadowRoot!.textContent).toContain('Podsumowanie zespołu'));
});

test.each([230, 320, 520, 900])('nothing sticks out at %d px', async (width) => {
  document.body.style.inlineSize = `${width}px`;
  for (const direction of ['ltr', 'rtl']) {
    document.body.dir = direction;
    const element = await show({ ...data, figures: { ...data.figures, open: { value: 12_345_678, base: 0, baseNote: 'x' } } });
    const body = element.shadowRoot!.querySelector('[part=body]')!;
    expect(body.scrollWidth).toBeLessThanOrEqual(body.clientWidth);
    element.remove();
  }
  document.body.removeAttribute('dir');
  document.body.removeAttribute('style');
});
