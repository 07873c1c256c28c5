import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../../src/components/help-desk/define.ts';
import '../../../src/components/report-view/define.ts';
import '../../../src/components/team-summary/define.ts';
import '../../../src/components/tickets-by-channel/define.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import type { DataAdapter, DataRequest } from '../../../src/data/adapter.ts';
import { DataError } from '../../../src/data/problem.ts';
import { fixtures } from '../../../src/testing/fixtures/index.ts';
import type { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';

const HOSTILE = '<img src=x onerror="window.__hit=1">\u202e';
const at = (hour: number, minute = 0): string => new Date(Date.UTC(2026, 2, 2, hour, minute)).toISOString();

/** 120 tickets of one day, every second one closed. */
const tickets = Array.from({ length: 120 }, (_, index) => ({
  id: `T-${index}`,
  subject: index === 119 ? HOSTILE : `Subject ${index}`,
  url: index === 117 ? 'javascript:alert(1)' : `https://desk.example.com/tickets/${index}`,
  channel: index % 3 ? 'email' : 'chat',
  priority: 'high',
  ownerId: 'r1',
  createdAt: at(7, index),
  ...(index % 2 && { closedAt: at(11, index % 60) }),
}));

const sample = (): DataAdapter =>
  recordsAdapter({ tickets, reps: [{ id: 'r1', name: 'Ada Lunde' }], timezone: 'UTC', asOf: at(13) });

async function mount(adapter: DataAdapter, contents = '<team-summary></team-summary>', set?: (desk: HelpDesk) => void): Promise<HelpDesk> {
  const desk = document.createElement('help-desk');
  desk.innerHTML = contents;
  desk.adapter = adapter;
  set?.(desk);
  document.body.append(desk);
  await desk.whenIdle();
  return desk;
}

const rootOf = (desk: HelpDesk): ShadowRoot => desk.firstElementChild!.shadowRoot!;
const drawerOf = (desk: HelpDesk): HTMLDialogElement | null => rootOf(desk).querySelector('dialog.drawer');
const figure = (desk: HelpDesk, metric: string): HTMLElement => rootOf(desk).querySelector<HTMLElement>(`[data-metric="${metric}"] .drill`)!;
const rows = (desk: HelpDesk): string[] => [...drawerOf(desk)!.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.dataset['id']!);
const ready = (desk: HelpDesk): Promise<void> =>
  vi.waitFor(() => {
    expect(drawerOf(desk)?.open).toBe(true);
    expect(drawerOf(desk)?.querySelector('[aria-busy=false]')).not.toBeNull();
  }, 5000);
const gone = (desk: HelpDesk): Promise<void> => vi.waitFor(() => expect(drawerOf(desk)).toBeNull());
const more = (desk: HelpDesk): HTMLButtonElement | null => drawerOf(desk)!.querySelector('footer button');

async function press(desk: HelpDesk, metric: string): Promise<HTMLElement> {
  const button = figure(desk, metric);
  button.focus();
  button.click();
  await ready(desk);
  return button;
}

/** The sample, with the records answered by something else. */
function answering(reply: (request: DataRequest<'records'>, signal: AbortSignal, real: DataAdapter) => Promise<unknown>): DataAdapter {
  const real = sample();
  return {
    catalog: (context) => real.catalog!(context),
    load: (request, context) => (request.dataset === 'records' ? reply(request as never, context.signal, real) : real.load(request, context)) as never,
  };
}

beforeEach(() => document.documentElement.setAttribute('lang', 'en'));
afterEach(() => document.body.replaceChildren());

test('lists exactly the records behind the figure, page by page, newest first', async () => {
  const desk = await mount(sample());
  await press(desk, 'closed');
  const drawer = drawerOf(desk)!;
  expect(drawer.querySelector('h2')?.textContent).toBe('60 · Closed today');
  expect(drawer.querySelector<HTMLDataElement>('.count data')?.value).toBe('60');
  expect(drawer.querySelector('header p')?.textContent).toContain('Team summary');
  expect(rows(desk)).toHaveLength(50);
  expect(drawer.querySelector('footer')?.textContent).toContain('50 of 60 shown · newest first');
  more(desk)!.focus();
  more(desk)!.click();
  await vi.waitFor(() => expect(rows(desk)).toHaveLength(60));
  expect(rows(desk)).toEqual(tickets.filter(({ closedAt }) => closedAt).map(({ id }) => id).reverse());
  expect(more(desk)).toBeNull();
  expect(rootOf(desk).activeElement?.className).toBe('list');
});

test('says of each ticket what the source knows', async () => {
  const desk = await mount(sample());
  await press(desk, 'closed');
  const heads = [...drawerOf(desk)!.querySelectorAll('thead th')].map((head) => head.textContent);
  expect(heads).toEqual(['Subject', 'Priority', 'Owner', 'Created', 'Closed']);
  const row = drawerOf(desk)!.querySelector('[data-id="T-115"]')!;
  expect(row.querySelector('a')?.href).toBe('https://desk.example.com/tickets/115');
  expect(row.textContent.replace(/\s+/g, ' ')).toMatch(/Subject 115 T-115 · email ?high ?Ada Lunde/);
  expect([...row.querySelectorAll('time')].map((time) => time.dateTime)).toEqual([at(7, 115), at(11, 55)]);
});

test('shows what a source sends as text, and follows no address that runs a script', async () => {
  const desk = await mount(sample());
  await press(desk, 'closed');
  const row = drawerOf(desk)!.querySelector('[data-id="T-119"]')!;
  expect(row.querySelector('.name')?.textContent).toBe(HOSTILE);
  expect(drawerOf(desk)!.querySelector('img')).toBeNull();
  expect(drawerOf(desk)!.querySelector('[data-id="T-117"] a')).toBeNull();
});

test('links records where the page has an address for them', async () => {
  const recordHref: HelpDesk['recordHref'] = (ref) => ('id' in ref ? `/own/${ref.source}/${ref.id}` : null);
  const desk = await mount(sample(), undefined, (element) => (element.recordHref = recordHref));
  await press(desk, 'closed');
  expect(drawerOf(desk)!.querySelector<HTMLAnchorElement>('[data-id="T-117"] a')?.pathname).toBe('/own/tickets/T-117');
});

test('a value of records is listed with each', async () => {
  const desk = await mount(sample());
  await press(desk, 'time-to-close');
  expect(drawerOf(desk)!.querySelector('h2')?.textContent).toMatch(/^\d+h.* · Time to close$/);
  expect([...drawerOf(desk)!.querySelectorAll('thead th')].at(-1)?.textContent).toBe('Time to close');
});

describe('opens nothing', () => {
  test('where the page sees to it', async () => {
    const reply = vi.fn(async () => null);
    const desk = await mount(answering(reply));
    desk.addEventListener('hd-drill-request', (event) => event.preventDefault());
    figure(desk, 'closed').click();
    await import('../../../src/components/internal/records-drawer.ts');
    await desk.whenIdle();
    expect(drawerOf(desk)).toBeNull();
    expect(reply).not.toHaveBeenCalled();
  });

  test('where the figure is a link', async () => {
    const desk = await mount(sample(), undefined, (element) => (element.recordHref = () => '#records'));
    figure(desk, 'closed').click();
    await import('../../../src/components/internal/records-drawer.ts');
    await desk.whenIdle();
    expect(location.hash).toBe('#records');
    expect(drawerOf(desk)).toBeNull();
    history.replaceState(null, '', location.pathname + location.search);
  });

  test('where the widget was given its data', async () => {
    const widget = document.createElement('team-summary');
    widget.data = fixtures['team-summary'];
    document.body.append(widget);
    await widget.settled;
    widget.shadowRoot!.querySelector<HTMLElement>('.drill')!.click();
    await import('../../../src/components/internal/records-drawer.ts');
    await widget.updateComplete;
    expect(widget.shadowRoot!.querySelector('dialog')).toBeNull();
  });
});

describe('focus', () => {
  test('is on the title, and back on the figure after Escape', async () => {
    const { userEvent } = await import('vitest/browser');
    const desk = await mount(sample());
    const button = await press(desk, 'open');
    expect(rootOf(desk).activeElement?.id).toBe('records-title');
    await userEvent.keyboard('{Escape}');
    await gone(desk);
    expect(rootOf(desk).activeElement).toBe(button);
  });

  test('is back on the figure after the button', async () => {
    const desk = await mount(sample());
    const button = await press(desk, 'open');
    drawerOf(desk)!.querySelector<HTMLElement>('.icon-button')!.click();
    await gone(desk);
    expect(rootOf(desk).activeElement).toBe(button);
  });
});

test('tells a failure and tries again', async () => {
  let fails = true;
  const adapter = answering((request, signal, real) =>
    fails ? Promise.reject(new DataError({ kind: 'denied', title: 'No.' })) : real.load(request, { signal }),
  );
  const desk = await mount(adapter);
  const failed = vi.fn();
  desk.addEventListener('hd-error', failed);
  await press(desk, 'closed');
  expect(drawerOf(desk)!.textContent).toContain('You have no permission to see this');
  expect(failed.mock.calls[0]?.[0]).toMatchObject({ dataset: 'records', problem: { kind: 'denied' } });
  drawerOf(desk)!.close();
  await gone(desk);

  fails = false;
  const broken = answering((request, signal, real) =>
    fails ? real.load(request, { signal }) : Promise.reject(new DataError({ kind: 'bad-data', title: 'Cut off.' })),
  );
  desk.adapter = broken;
  await desk.whenIdle();
  await press(desk, 'closed');
  fails = true;
  drawerOf(desk)!.querySelector<HTMLElement>('.screen button')!.click();
  await vi.waitFor(() => expect(rows(desk)).toHaveLength(50));
  expect(drawerOf(desk)!.querySelector('.screen')).toBeNull();
});

test('says where a source lists no records, and where none are left', async () => {
  const real = sample();
  const desk = await mount({ catalog: (context) => real.catalog!(context), load: (request, context) => real.load(request, context), datasets: ['team-summary'] });
  await press(desk, 'closed');
  expect(drawerOf(desk)!.textContent).toContain('Not available from this source');
  drawerOf(desk)!.close();
  await gone(desk);
  desk.adapter = answering(async () => ({ columns: [{ name: 'tickets.id', type: 'string' }], data: [[]], asOf: at(13), total: 0 }));
  await desk.whenIdle();
  await press(desk, 'closed');
  expect(drawerOf(desk)!.textContent).toContain('No records');
});

test.each(['close', 'disconnect'])('%s ends the request', async (how) => {
  const signals: AbortSignal[] = [];
  const desk = await mount(answering((_request, signal) => new Promise((_resolve, reject) => {
    signals.push(signal);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  })));
  figure(desk, 'closed').click();
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  await vi.waitFor(() => expect(drawerOf(desk)?.open).toBe(true));
  if (how === 'close') drawerOf(desk)!.close();
  else desk.remove();
  await vi.waitFor(() => expect(signals[0]!.aborted).toBe(true));
  await gone(desk);
});

test('closes when the page shows another reader', async () => {
  const desk = await mount(sample());
  await press(desk, 'closed');
  desk.partition = 'somebody else';
  await gone(desk);
});

test('works for bars of a breakdown and cells of a report', async () => {
  const desk = await mount(sample(), '<tickets-by-channel></tickets-by-channel>');
  const cell = rootOf(desk).querySelector<HTMLElement>('tr[data-key="chat"] [data-metric="open"] .drill')!;
  cell.click();
  await ready(desk);
  expect(drawerOf(desk)!.querySelector('h2')?.textContent).toMatch(/^20 · chat, All open$/);
  expect(rows(desk)).toHaveLength(20);
  const report = await mount(sample(), '<report-view report="tickets-created"></report-view>');
  await vi.waitFor(() => expect(rootOf(report).querySelectorAll('.switch button').length).toBe(2));
  rootOf(report).querySelectorAll<HTMLElement>('.switch button')[1]!.click();
  await vi.waitFor(() => expect(rootOf(report).querySelector('td .drill')).not.toBeNull());
  const day = [...rootOf(report).querySelectorAll<HTMLElement>('td .drill')].find((link) => link.querySelector('data')?.value === '120')!;
  day.click();
  await ready(report);
  expect(drawerOf(report)!.querySelector<HTMLDataElement>('.count data')?.value).toBe('120');
});

test('speaks the language of the page', async () => {
  const desk = await mount(sample(), '<team-summary lang="pl"></team-summary>');
  await press(desk, 'closed');
  await vi.waitFor(() => expect(drawerOf(desk)!.querySelector('thead')?.textContent).toContain('Priorytet'));
  expect(drawerOf(desk)!.querySelector('footer')?.textContent).toContain('Pokazano 50 z 60');
});

test('has no fault that axe finds', async () => {
  const desk = await mount(sample());
  await press(desk, 'closed');
  await Promise.all(drawerOf(desk)!.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(desk);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('leaves nothing behind after many rounds', async () => {
  const desk = await mount(sample());
  const root = rootOf(desk);
  await press(desk, 'open');
  drawerOf(desk)!.close();
  await gone(desk);
  const sheets = root.adoptedStyleSheets.length;
  const nodes = root.querySelectorAll('*').length;
  const targets = [document, window, root, root.host] as const;
  const added = targets.map((target) => vi.spyOn(target, 'addEventListener'));
  const removed = targets.map((target) => vi.spyOn(target, 'removeEventListener'));
  const { length: controllers } = controllersOf(root.host);
  for (let round = 0; round < 20; round++) {
    await press(desk, 'open');
    expect(root.querySelectorAll('dialog')).toHaveLength(1);
    drawerOf(desk)!.close();
    await gone(desk);
  }
  expect(added.map((spy) => spy.mock.calls.length)).toEqual(removed.map((spy) => spy.mock.calls.length));
  vi.restoreAllMocks();
  expect(controllersOf(root.host)).toHaveLength(controllers);
  expect(root.adoptedStyleSheets).toHaveLength(sheets);
  expect(root.querySelectorAll('*')).toHaveLength(nodes);
});

/** Those that Lit tells of updates: told once each by an update. */
function controllersOf(host: Element): readonly unknown[] {
  const [own] = Object.values(host).filter((value): value is Set<unknown> => value instanceof Set && [...value].some((item) => typeof (item as { hostUpdate?: unknown }).hostUpdate === 'function'));
  if (!own) throw new Error('The host keeps its controllers elsewhere now.');
  return [...own];
}
