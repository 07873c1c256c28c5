import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/define.ts';
import type { HelpDesk } from '../../src/components/help-desk/help-desk.ts';
import type { WidgetElement } from '../../src/components/internal/widget-element.ts';
import type { DataAdapter, DataRequest } from '../../src/data/adapter.ts';
import { documentAdapter } from '../../src/data/adapters/document-adapter.ts';
import { fakeAdapter } from '../../src/testing/fake-adapter.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';
import { worker } from '../setup/worker.ts';
import { BAD_ADAPTERS } from './bad-adapters.ts';
import { BAD_DOCUMENTS } from './bad-documents.ts';

type Widget = WidgetElement<unknown>;

const LOUD = ['debug', 'error', 'info', 'log', 'warn'] as const;
const WIDGETS = '<team-summary></team-summary><tickets-by-channel></tickets-by-channel><report-view report="tickets-created"></report-view>';
const MEGABYTE = 1_000_000;

let said: unknown[][];
let healthy: HelpDesk;
let healthyRead: string;

beforeEach(async () => {
  // All is on screen: what is not would wait.
  await page.viewport(800, 4000);
  document.documentElement.lang = 'en';
  said = [];
  for (const name of LOUD) vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words));
  healthy = mount({ adapter: fakeAdapter() });
  await healthy.whenIdle();
  healthyRead = textOf(healthy);
});

/** Whatever went wrong: nothing is said on the console, and the widgets beside stand as they stood. */
afterEach(() => {
  expect(said).toEqual([]);
  expect(textOf(healthy)).toBe(healthyRead);
  expect(widgetsIn(healthy).every((widget) => widget.matches(':state(ready)'))).toBe(true);
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function mount(properties: object, contents = WIDGETS, attributes: Readonly<Record<string, string>> = {}): HelpDesk {
  const desk = document.createElement('help-desk') as HelpDesk;
  for (const [name, value] of Object.entries(attributes)) desk.setAttribute(name, value);
  Object.assign(desk, properties);
  desk.innerHTML = contents;
  document.body.append(desk);
  return desk;
}

function widgetsIn(desk: HelpDesk): Widget[] {
  return [...desk.querySelectorAll<Widget>('team-summary, tickets-by-channel, report-view')];
}

function frameOf(widget: Widget): string {
  return (widget.shadowRoot?.querySelector<HTMLElement>('[part~=base]')?.innerText ?? '').replace(/\s+/g, ' ');
}

function textOf(desk: HelpDesk): string {
  return widgetsIn(desk).map(frameOf).join('\n');
}

/** A sentence for people: no name of a type, no trace, no broken value. */
function isHuman(text: string): boolean {
  return !/NaN|undefined|Invalid Date|\[object|TypeError|Cannot read|\bat \w+ \(/.test(text);
}

describe('a document with a fault is told', () => {
  test.each(BAD_DOCUMENTS)('$name', async ({ files, src = 'desk.json', maxBytes, frame, footer, listed }) => {
    worker.use(http.get('/bad/:name', ({ params }) => {
      const file = files[String(params['name'])];
      return file === undefined ? new HttpResponse(null, { status: 404 }) : new HttpResponse(file as BodyInit);
    }));
    const url = new URL(`/bad/${src}`, location.href).href;
    const desk = mount(maxBytes === undefined ? { src: url } : { adapter: documentAdapter(url, { maxBytes }) });
    await desk.whenIdle();
    for (const widget of widgetsIn(desk)) {
      if (frame) expect(frameOf(widget)).toMatch(frame);
      if (footer) expect(frameOf(widget)).toMatch(footer);
      expect(isHuman(frameOf(widget)), frameOf(widget)).toBe(true);
    }
    if (!listed) return;
    const [widget] = widgetsIn(desk);
    [...(widget?.shadowRoot?.querySelectorAll<HTMLElement>('footer button') ?? [])].at(-1)?.click();
    await vi.waitFor(() => expect(widget?.shadowRoot?.querySelector('dialog')?.innerText.replace(/\s+/g, ' ')).toMatch(listed));
  });

  test('a small file that unpacks to a large one', async () => {
    const zeros = new Blob([new Uint8Array(5 * MEGABYTE)]).stream().pipeThrough(new CompressionStream('gzip'));
    const bomb = new Uint8Array(await new Response(zeros).arrayBuffer());
    expect(bomb.length).toBeLessThan(MEGABYTE / 100);
    worker.use(http.get('/bad/bomb.csv.gz', () => new HttpResponse(bomb)));
    const desk = mount({ adapter: documentAdapter({ version: 1, timezone: 'UTC', tickets: { src: '/bad/bomb.csv.gz' } }, { maxBytes: MEGABYTE }) });
    await desk.whenIdle();
    for (const widget of widgetsIn(desk)) expect(frameOf(widget)).toMatch(/bomb\.csv\.gz is larger than 1 MB unpacked and was not read/);
  });
});

describe('an attribute that makes no sense is told', () => {
  test.each([
    ['timezone', 'Mars/Olympus', /“Mars\/Olympus” is not a time zone/],
    ['now', 'today', /“today” is not an instant/],
    ['compare', 'last-decade', /compare.*last-decade.*yesterday/],
    ['stat', 'mode', /stat.*mode.*median/],
    ['hours', 'night', /hours.*night.*business/],
    ['refresh', 'often', /refresh is not a number of seconds/],
    ['src', 'http://', /src is not an address/],
  ])('%s of the provider', async (name, value, frame) => {
    const desk = mount(name === 'src' ? {} : { adapter: fakeAdapter() }, WIDGETS, { [name]: value });
    await desk.whenIdle();
    for (const widget of widgetsIn(desk)) expect(frameOf(widget)).toMatch(frame);
  });

  test.each([
    ['<tickets-by-channel view="pie"></tickets-by-channel>', /view.*pie.*bars/],
    ['<team-summary metrics="open nothing"></team-summary>', /metrics.*nothing/],
    ['<team-summary heading-level="9"></team-summary>', /heading-level.*9/],
    ['<report-view report="tickets-crated"></report-view>', /tickets-crated/],
    ['<report-view></report-view>', /report/i],
  ])('%s', async (contents, frame) => {
    const desk = mount({ adapter: fakeAdapter() }, contents);
    await desk.whenIdle();
    const [widget] = widgetsIn(desk);
    expect(widget?.matches(':state(error)')).toBe(true);
    expect(frameOf(widget!)).toMatch(frame);
  });
});

describe('an adapter with a fault is told', () => {
  test.each(BAD_ADAPTERS)('$name', async ({ adapter, frame }) => {
    const desk = mount({ adapter });
    await desk.whenIdle();
    for (const widget of widgetsIn(desk)) {
      expect(widget.matches(':state(error)')).toBe(true);
      expect(frameOf(widget)).toMatch(frame);
      expect(isHuman(frameOf(widget)), frameOf(widget)).toBe(true);
    }
  });

  test('that answers with days that are none: they stand as they came', async () => {
    const columns = [{ name: 'tickets.createdAt', type: 'time' }, { name: 'tickets.count', type: 'number' }];
    const results = { main: { asOf: '2026-03-10T12:00:00Z', columns, data: [['Monday', 'Tuesday'], [1, 2]] } };
    const desk = mount({ adapter: { load: (() => Promise.resolve({ asOf: '2026-03-10T12:00:00Z', results })) as DataAdapter['load'] } }, '<report-view report="tickets-created"></report-view>');
    await desk.whenIdle();
    expect(frameOf(widgetsIn(desk)[0]!)).toMatch(/Monday 1 Tuesday 2/);
  });

  test('that never answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const desk = mount({ adapter: { load: () => new Promise(() => undefined) } satisfies DataAdapter });
    const [widget] = widgetsIn(desk);
    await vi.waitFor(() => expect(widget?.matches(':state(loading)')).toBe(true));
    await vi.advanceTimersByTimeAsync(600_000);
    vi.useRealTimers();
    await desk.whenIdle();
    for (const each of widgetsIn(desk)) expect(frameOf(each)).toMatch(/did not answer in time|took too long|answer/i);
    expect(desk.pending).toBe(0);
  });

  test('that answers the former question after the newer one', async () => {
    const waiting = new Map<string, (answer: unknown) => void>();
    const load = (({ scope }: DataRequest) => new Promise<unknown>((resolve) => waiting.set(scope.timezone, resolve))) as DataAdapter['load'];
    const open = (value: number) => ({ asOf: '2026-03-10T12:00:00Z', figures: { open: { value } } });
    const desk = mount({ adapter: { load } }, '<team-summary></team-summary>', { timezone: 'Asia/Tokyo' });
    await vi.waitFor(() => expect([...waiting.keys()]).toEqual(['Asia/Tokyo']));
    desk.timezone = 'Europe/Warsaw';
    await vi.waitFor(() => expect(waiting.size).toBe(2));
    waiting.get('Europe/Warsaw')?.(open(2));
    await desk.whenIdle();
    waiting.get('Asia/Tokyo')?.(open(1));
    await desk.whenIdle();
    expect(desk.querySelector('team-summary')?.shadowRoot?.querySelector<HTMLDataElement>('[data-metric=open] data')?.value).toBe('2');
  });

  test('that answers after the widget has gone', async () => {
    const answers: (() => void)[] = [];
    const load = ((request: DataRequest) => new Promise((resolve) => answers.push(() => resolve(fixtures[request.dataset as 'team-summary'])))) as DataAdapter['load'];
    const desk = mount({ adapter: { load } });
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
    const drawn = vi.fn();
    desk.addEventListener('hd-data', drawn);
    desk.remove();
    for (const answer of answers.splice(0)) answer();
    await Promise.resolve();
    expect(drawn).not.toHaveBeenCalled();
    document.body.append(desk);
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
    for (const answer of answers.splice(0)) answer();
    await vi.waitFor(() => expect(drawn).toHaveBeenCalled());
  });
});
