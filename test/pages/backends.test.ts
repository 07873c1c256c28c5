import type { DuckDBConnection } from '@duckdb/node-api';
import type { Browser, Page } from 'playwright-core';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backend, type Backend } from '../../demo/server/backend.ts';
import { readBody } from '../../demo/server/respond.ts';
import { sampleHelpDesk } from '../../demo/sample/help-desk.ts';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import { modelLoad, modelMeta, type RestQuery } from '../data/cube/model-cube.ts';
import { warehouse } from '../data/cube/warehouse.ts';
import { launch, serve, watch, type Handler, type Served } from './chromium.ts';
import { buildDemo } from './demo.ts';
import { reads, whenIdle } from './desk.ts';
import type { Folder } from './kit.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A working afternoon, so that today has figures of every kind. */
const NOW = '2026-03-11T14:20:00.000Z';
const TAGS = ['team-summary', 'tickets-by-channel', 'report-view'];
/** One page, three backends: records on the page, the reference server, a Cube that runs the guide's model. */
const BACKENDS = { records: '', server: 'endpoint=/api/', cube: 'cube=/cubejs-api' } as const;
type Name = keyof typeof BACKENDS;

let browser: Browser;
let demo: Folder;
let server: Served;
let reference: Backend;
/** Measures that the deployment's model is without. */
let lacking: readonly string[] = [];

beforeAll(async () => {
  // Cube has no clock but that of its machine.
  vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
  const records = sampleHelpDesk({ now: Date.parse(NOW) });
  reference = backend({ engine: recordsEngine(records) });
  const tables = await warehouse(records);
  [browser, demo] = [await launch(), await buildDemo()];
  const pages = sirv(demo.path, { dev: true });
  server = await serve(under('/api', ({ handle }) => handle), under('/cubejs-api/v1', () => cubeOver(tables)), pages);
}, 120_000);
afterAll(async () => {
  reference.changes.close();
  await server.close();
  await browser.close();
  demo.remove();
  vi.useRealTimers();
});

function under(prefix: string, handlerOf: (server: Backend) => Backend['handle']): Handler {
  const handle = handlerOf(reference);
  return (request, response, next) => {
    if (!request.url?.startsWith(`${prefix}/`)) return next();
    request.url = request.url.slice(prefix.length);
    handle(request, response);
  };
}

/** Cube's REST API; the first question is told to wait, as those are whose answer is not computed yet. */
function cubeOver(tables: DuckDBConnection): Backend['handle'] {
  let asked = 0;
  const answer = async (request: Parameters<Backend['handle']>[0]): Promise<object> => {
    if (request.url === '/meta') return modelMeta(lacking);
    if ((asked += 1) === 1) return { error: 'Continue wait' };
    return modelLoad(tables, ((await readBody(request)) as { query: RestQuery }).query);
  };
  return (request, response) =>
    void answer(request).then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      (error: Error) => response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.message })),
    );
}

interface Shown {
  /** Every figure by widget, row and metric; those of the report by their place. */
  values: Record<string, string>;
  changes: Record<string, string>;
  words: Record<string, string>;
}

/** What the dashboard shows from one backend. */
async function shownFrom(name: Name, stat: string): Promise<Shown> {
  const { page, said, thrown, close } = await watch(browser, { width: 1280, height: 1400 });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${server.origin}/demo/?now=${NOW}&sample-now=${NOW}&timezone=Europe/Warsaw&stat=${stat}&${BACKENDS[name]}`);
  await page.waitForFunction((tags) => tags.every((tag) => document.querySelector(tag)?.matches(':state(ready)')), TAGS);
  await whenIdle(page);
  const figures = await figuresOf(page);
  const words = Object.fromEntries(await Promise.all(TAGS.map(async (tag) => [tag, await reads(page, tag)] as const)));
  await close();
  expect([...said, ...thrown]).toEqual([]);
  return { ...figures, words };
}

function figuresOf(page: Page): Promise<Omit<Shown, 'words'>> {
  return page.evaluate((tags) => {
    const [values, changes]: Record<string, string>[] = [{}, {}];
    for (const tag of tags) {
      const root = document.querySelector(tag)!.shadowRoot!;
      for (const [place, data] of root.querySelectorAll('data').entries()) {
        const metric = data.closest<HTMLElement>('[data-metric]')?.dataset['metric'];
        const row = data.closest<HTMLElement>('[data-key]')?.dataset['key'];
        const name = [tag, row, metric ?? place].filter((part) => part !== undefined).join(' ');
        if (data.hasAttribute('data-change')) changes![name] = data.value;
        else values![`${name}${data.hasAttribute('data-n') ? ' n' : ''}`] = Number(data.value).toPrecision(9);
      }
    }
    return { values: values!, changes: changes! };
  }, TAGS);
}

describe.each(['avg', 'p90'])('the dashboard with %s', (stat) => {
  const shown = {} as Record<Name, Shown>;
  beforeAll(async () => {
    for (const name of Object.keys(BACKENDS) as Name[]) shown[name] = await shownFrom(name, stat);
  }, 120_000);

  test('shows the same figures from records and from the reference server', () => {
    expect(Object.keys(shown.records.values).length).toBeGreaterThan(15);
    expect(shown.server.values).toEqual(shown.records.values);
    expect(shown.server.changes).toEqual(shown.records.changes);
    expect(shown.server.words).toEqual(shown.records.words);
  });

  test('shows the same figures from Cube, and says which changes it cannot know', () => {
    expect(shown.cube.values).toEqual(shown.records.values);
    const { changes, words } = shown.cube;
    const lost = Object.keys(shown.records.changes).filter((name) => !(name in changes));
    expect(lost).toEqual(['team-summary open', 'team-summary closed', 'team-summary time-to-close', 'team-summary awaiting-first-reply']);
    expect(shown.records.changes).toMatchObject(changes);
    expect(words['team-summary']!.match(/change not known/g)).toHaveLength(lost.length);
    expect(words['tickets-by-channel']).toBe(shown.records.words['tickets-by-channel']);
    expect(words['report-view']).toBe(shown.records.words['report-view']);
  });

  test('says of figures that Cube lacks that they are not available, and shows no zero', async () => {
    lacking = ['csat', 'csat_denominator', 'awaitingFirstReply'];
    const { values, words } = await shownFrom('cube', stat);
    lacking = [];
    const left = Object.entries(shown.records.values).filter(([name]) => !/csat|awaiting/.test(name));
    expect(values).toEqual(Object.fromEntries(left));
    expect(words['team-summary']!.match(/not available/gi)).toHaveLength(2);
  });
});
