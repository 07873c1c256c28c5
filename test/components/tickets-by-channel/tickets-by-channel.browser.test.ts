import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import '../../../src/components/tickets-by-channel/define.ts';
import type { DrillRequestEvent } from '../../../src/components/internal/events.ts';
import type { TicketsByChannel } from '../../../src/components/tickets-by-channel/tickets-by-channel.ts';
import type { Datasets, FigureRow } from '../../../src/data/adapter.ts';
import { fakeAdapter } from '../../../src/testing/fake-adapter.ts';
import { fixtures } from '../../../src/testing/fixtures/index.ts';

type Data = Datasets['tickets-by-channel']['data'];
const data: Data = fixtures['tickets-by-channel'];

async function show(answer: Data = data, attributes: Record<string, string> = {}): Promise<TicketsByChannel> {
  const element = document.createElement('tickets-by-channel');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.data = answer;
  document.body.append(element);
  await element.settled;
  return element;
}

const row = (key: string | null, today: number, open: number): FigureRow => ({ key, label: key ?? '', figures: { today: { value: today }, open: { value: open } } });
const root = (element: TicketsByChannel): ShadowRoot => element.shadowRoot!;
const labels = (element: TicketsByChannel): string[] => [...root(element).querySelectorAll('tbody th')].map((cell) => cell.textContent.trim());
const cell = (element: TicketsByChannel, key: string, metric: string): HTMLElement => root(element).querySelector(`tr[data-key="${key}"] [data-metric="${metric}"]`)!;
const widthOf = (bar: Element | null): number => bar!.getBoundingClientRect().width;

beforeEach(() => document.documentElement.setAttribute('lang', 'en'));
afterEach(() => document.body.replaceChildren());

test.each(['bars', 'table'])('view %s: each row has its key and raw values, in a table with heads', async (view) => {
  const element = await show(data, { view });
  for (const { key, figures } of data.rows) {
    for (const metric of ['today', 'open']) {
      expect(cell(element, key!, metric).querySelector('data')?.value).toBe(String(figures[metric]?.value));
    }
  }
  const table = root(element).querySelector('table[part=table]')!;
  expect([...table.querySelectorAll('thead th')].map((head) => head.getAttribute('scope'))).toEqual(['col', 'col', 'col']);
  expect(table.querySelectorAll('tbody th[scope=row]').length).toBe(data.rows.length);
});

test('all bars have one scale', async () => {
  const element = await show();
  const bar = (key: string, index: number) => widthOf(root(element).querySelector(`tr[data-key="${key}"] .bar-${index}`));
  const unit = bar('email', 1) / 96;
  expect(bar('email', 0)).toBeCloseTo(34 * unit, 0);
  expect(bar('chat', 1)).toBeCloseTo(38 * unit, 0);
  expect(bar('phone', 0)).toBeCloseTo(7 * unit, 0);
});

test('the table alone draws no bars', async () => {
  expect(root(await show(data, { view: 'table' })).querySelector('.bar')).toBeNull();
});

test('an unknown view is told with its value and what is known', async () => {
  const element = await show(data, { view: 'pie' });
  expect(element.matches(':state(error)')).toBe(true);
  expect(root(element).textContent).toContain("'pie'");
  expect(root(element).textContent).toContain('bars, table');
});

test('the footer has the totals, as figures', async () => {
  const totals = root(await show()).querySelectorAll<HTMLDataElement>('footer data');
  expect([...totals].map(({ value }) => value)).toEqual(['73', '184']);
});

test('records without a channel are called unknown; a row without label its key', async () => {
  const element = await show({ ...data, rows: [row(null, 1, 9), { ...row('sms', 1, 2), label: '' }] });
  expect(labels(element)).toEqual(['sms', 'Unknown']);
});

test('more than eight channels fold into Other; the table has them all', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => row(`c${index}`, 1, 100 - index));
  const bars = await show({ ...data, rows });
  expect(labels(bars)).toEqual([...rows.slice(0, 7).map(({ label }) => label), 'Other']);
  expect(root(bars).querySelector<HTMLDataElement>('tr[data-rest] [data-metric=today] data')?.value).toBe('5');
  expect(labels(await show({ ...data, rows }, { view: 'table' }))).toHaveLength(12);
});

test('rows do not move when their counts change', async () => {
  const element = await show({ ...data, rows: [row('a', 1, 9), row('b', 1, 5)] });
  element.data = { ...data, rows: [row('b', 1, 50), row('c', 1, 70), row('a', 1, 9)] };
  await element.settled;
  expect(labels(element)).toEqual(['a', 'b', 'c']);
});

test('member chooses channels or their accounts, in the request and in words', async () => {
  const element = document.createElement('tickets-by-channel');
  const adapter = fakeAdapter();
  element.adapter = adapter;
  document.body.append(element);
  const heads = () => [root(element).querySelector('[part=heading]')!.textContent, root(element).querySelector('thead .key')!.textContent];
  await element.settled;
  expect(heads()).toEqual(['Tickets by channel', 'Channel']);
  element.setAttribute('member', 'tickets.channelAccount');
  await element.updateComplete;
  await element.settled;
  expect(heads()).toEqual(['Tickets by channel account', 'Channel account']);
  expect(adapter.requests.map(({ params }) => params)).toEqual([{ member: 'tickets.channel' }, { member: 'tickets.channelAccount' }]);
});

test('rows of accounts are put in order anew', async () => {
  const element = await show({ ...data, rows: [row('a', 1, 9), row('b', 1, 5)] });
  element.data = { ...data, rows: [row('a', 1, 5), row('b', 1, 9)] };
  element.member = 'tickets.channelAccount';
  await element.settled;
  expect(labels(element)).toEqual(['b', 'a']);
});

test('an unknown member is told with what is known', async () => {
  const element = await show(data, { member: 'tickets.colour' });
  expect(root(element).textContent).toContain("'tickets.colour'");
  expect(root(element).textContent).toContain('tickets.channelAccount');
});

test('a count asks for exactly its records', async () => {
  const element = await show();
  const asked = vi.fn<(event: DrillRequestEvent) => void>();
  element.addEventListener('hd-drill-request', asked);
  const link = cell(element, 'chat', 'open').querySelector('button');
  expect(link?.getAttribute('aria-label')).toBe('Chat, All open: 38');
  link?.click();
  expect(asked.mock.calls[0]![0]).toMatchObject({ metric: 'open', key: 'chat', value: 38, ref: data.rows[1]?.figures['open']?.records });
});

test('hostile names stay text', async () => {
  const name = '"><img src=x onerror=alert(1)>';
  const element = await show({ ...data, rows: [row(name, 1, 2)] });
  expect(labels(element)).toEqual([name]);
  expect(root(element).querySelector('img')).toBeNull();
});

test.each([220, 320, 640])('nothing sticks out at %d px, whatever the names', async (width) => {
  document.body.style.inlineSize = `${width}px`;
  for (const direction of ['ltr', 'rtl']) {
    document.body.dir = direction;
    const rows = [row('Awordthatnobodyeverbrokeintwopieces', 123_456, 1_234_567), row('A name of many words that may wrap', 0, 0)];
    const element = await show({ ...data, rows });
    const table = root(element).querySelector('table')!;
    const box = table.getBoundingClientRect();
    for (const cell of table.querySelectorAll('tbody :is(th, td)')) {
      const { left, right } = cell.getBoundingClientRect();
      if (left === right) continue;
      expect(left).toBeGreaterThanOrEqual(box.left - 0.5);
      expect(right).toBeLessThanOrEqual(box.right + 0.5);
    }
    expect(box.width).toBeLessThanOrEqual(element.getBoundingClientRect().width);
    element.remove();
  }
  document.body.removeAttribute('dir');
  document.body.removeAttribute('style');
});

test.each([
  [230, 14],
  [230, 18],
  [260, 24],
  [300, 14],
  [340, 18],
  [380, 18],
  [520, 24],
])('all counts stay on a card %d px wide with text of %d px, in longer words too', async (width, size) => {
  document.documentElement.lang = 'pl';
  document.body.style.cssText = `inline-size: ${width}px; --hd-font-size: ${size}px`;
  for (const view of ['bars', 'table']) {
    const element = await show({ ...data, rows: [row('email', 34, 123_456), row('A name of many words', 7, 1)] }, { view });
    const card = root(element).querySelector('.content')!.getBoundingClientRect();
    for (const cell of root(element).querySelectorAll('table :is(thead th:not(.key), tbody th, td:not(.bars))')) {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const { left, right } = range.getBoundingClientRect();
      expect(left, cell.textContent).toBeGreaterThanOrEqual(card.left - 0.5);
      expect(right, cell.textContent).toBeLessThanOrEqual(card.right + 0.5);
    }
    element.remove();
  }
  document.body.removeAttribute('style');
});

test('rows beyond the card scroll by keyboard, in a region that has a name and a shade while more lies below', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => row(`c${index}`, 1, 100 - index));
  const element = await show({ ...data, rows }, { view: 'table' });
  const region = root(element).querySelector<HTMLElement>('.content')!;
  expect(region.scrollHeight).toBeGreaterThan(region.clientHeight);
  region.focus();
  expect(root(element).activeElement).toBe(region);
  expect(region.getAttribute('aria-labelledby')).toBe('heading');
  const shade = () => Number(getComputedStyle(region, '::after').opacity);
  await expect.poll(shade).toBe(1);
  region.scrollTop = region.scrollHeight;
  await expect.poll(shade).toBe(0);
  element.data = { ...data, rows: rows.slice(0, 3) };
  await element.settled;
  await expect.poll(shade).toBe(0);
});
