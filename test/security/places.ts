import type { ReportView } from '../../src/components/report-view/report-view.ts';
import type { WidgetElement } from '../../src/components/internal/widget-element.ts';
import type { HelpDesk } from '../../src/components/help-desk/help-desk.ts';
import type { DataAdapter } from '../../src/data/adapter.ts';
import type { Catalog } from '../../src/data/catalog/catalog.ts';
import { DataError } from '../../src/data/problem.ts';
import type { Report } from '../../src/data/reports/report.ts';
import * as english from '../../src/terms/en.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';

/** Where words that are not the kit's own come in; each puts widgets with these words into a place of the page. */
export const PLACES: Readonly<Record<string, (text: string, into: HTMLElement) => Promise<unknown>>> = {
  label: (text, into) => both(into, {
    'tickets-by-channel': { ...fixtures['tickets-by-channel'], rows: fixtures['tickets-by-channel'].rows.map((row, index) => (index ? row : { ...row, key: text, label: text })) },
    'team-summary': fixtures['team-summary'],
  }),
  category: (text, into) => report(into, [text, 'Chat'], ['Open', 'Open']),
  series: (text, into) => report(into, ['Email', 'Email'], [text, 'Open']),
  tooltip: async (text, into) => {
    const widget = await report(into, [text, 'Chat'], [text, 'Open']);
    await hover(widget);
  },
  title: async (text, into) => {
    const widget = await given(into, 'team-summary', fixtures['team-summary'], (element) => (element.heading = text));
    const named = add<ReportView>(into, 'report-view');
    Object.assign(named, { definition: { ...definition, name: text, description: text }, data: answer(['Email'], ['Open']) });
    await Promise.all([widget.settled, named.settled]);
  },
  'generated text': (text, into) => both(into, {
    'team-summary': {
      ...fixtures['team-summary'],
      figures: { open: { value: 3, base: null, baseNote: text }, closed: { value: 2, partial: text }, csat: { value: 0.5, n: 2, partial: text } },
    },
    'tickets-by-channel': fixtures['tickets-by-channel'],
  }),
  'adapter error': async (text, into) => {
    const failures = [new DataError({ kind: 'bad-data', title: text, detail: text, path: text }), new Error(text), { kind: 'server', title: text }, text];
    const widgets = failures.map((failure) => add<Widget>(into, 'team-summary', { adapter: { load: () => Promise.reject(failure as Error) } }));
    await Promise.all(widgets.map((widget) => widget.settled));
  },
  term: async (text, into) => {
    sayEverywhere(text);
    await both(into, fixtures);
  },
  URL: async (text, into) => {
    const load = (({ dataset }) => Promise.resolve(fixtures[dataset as keyof typeof fixtures])) as DataAdapter['load'];
    const desk = add<HelpDesk>(into, 'help-desk', { recordHref: () => text, adapter: { load } });
    await Promise.all(['team-summary', 'tickets-by-channel'].map((tag) => add<Widget>(desk, tag).settled));
  },
  'document address': async (text, into) => {
    const desk = add<HelpDesk>(into, 'help-desk', { src: text });
    await add<Widget>(desk, 'team-summary').settled;
  },
  'left-out rows': async (text, into) => {
    const catalog = { asOf: '2025-11-04T13:05:00Z', sources: [{ name: 'tickets', rows: 3, members: [] }], capabilities: {}, problems: [{ source: 'tickets', column: text, reason: text, message: text, example: text, count: 1, rows: [2], leftOut: true }] } as unknown as Catalog;
    const widget = add<Widget>(into, 'tickets-by-channel', { adapter: { load: (() => Promise.resolve(fixtures['tickets-by-channel'])) as DataAdapter['load'], catalog: () => Promise.resolve(catalog) } });
    await widget.settled;
    widget.shadowRoot?.querySelector<HTMLElement>('footer button.link')?.click();
    await drawn();
  },
};

type Widget = WidgetElement<unknown>;

function add<E extends HTMLElement>(into: HTMLElement, tag: string, properties: object = {}): E {
  const element = Object.assign(document.createElement(tag), properties) as unknown as E;
  into.append(element);
  return element;
}

async function given(into: HTMLElement, tag: string, data: unknown, adjust: (widget: Widget) => void = () => undefined): Promise<Widget> {
  const widget = add<Widget>(into, tag, { data });
  adjust(widget);
  await widget.settled;
  return widget;
}

async function both(into: HTMLElement, answers: Readonly<Partial<Record<string, unknown>>>): Promise<void> {
  await Promise.all(['team-summary', 'tickets-by-channel'].map((tag) => given(into, tag, answers[tag])));
}

const definition: Report = {
  version: 1,
  id: 'by-channel',
  name: 'By channel',
  queries: { main: { measures: ['tickets.count'], dimensions: ['tickets.channel', 'tickets.status'] } },
  visualization: { type: 'bar', x: 'tickets.channel', y: ['tickets.count'], color: 'tickets.status' },
} as Report;

function answer(categories: readonly string[], series: readonly string[]): unknown {
  return {
    asOf: '2025-11-04T13:05:00Z',
    results: {
      main: {
        columns: [{ name: 'tickets.channel', type: 'string' }, { name: 'tickets.status', type: 'string' }, { name: 'tickets.count', type: 'number', unit: 'tickets' }],
        data: [categories, series, categories.map((_, index) => index + 1)],
        asOf: '2025-11-04T13:05:00Z',
      },
    },
  };
}

async function report(into: HTMLElement, categories: readonly string[], series: readonly string[]): Promise<ReportView> {
  const widget = add<ReportView>(into, 'report-view', { definition, data: answer(categories, series) });
  await widget.settled;
  return widget;
}

/** Moves the pointer over the chart until something is told of a place. */
async function hover(widget: ReportView): Promise<void> {
  const root = widget.shadowRoot;
  for (let tries = 0; tries < 200; tries++) {
    const canvas = root?.querySelector('canvas');
    const { left = 0, top = 0, width = 0, height = 0 } = canvas?.getBoundingClientRect() ?? {};
    const at = { clientX: left + (width * (tries % 10)) / 10, clientY: top + height * 0.8 };
    canvas?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, ...at }));
    if (root?.querySelector('.tip:not([hidden])')) return;
    await drawn();
  }
  throw new Error('The chart told nothing of the place under the pointer.');
}

/** The kit's terms as they are. */
const own = new Map<object, Record<string, unknown>>();

/** Puts a text after every term of the kit that is no function. */
function sayEverywhere(text: string, terms: object = { ...english }): void {
  if (!own.has(terms)) own.set(terms, { ...terms });
  for (const [name, value] of Object.entries(own.get(terms) ?? {})) {
    if (typeof value === 'object' && value !== null) sayEverywhere(text, value);
    if (typeof value === 'string') Object.assign(terms, { [name]: `${value} ${text}` });
  }
}

/** Two frames later. */
export async function drawn(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
}
