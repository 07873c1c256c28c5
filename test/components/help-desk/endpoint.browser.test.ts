import { http, HttpResponse } from 'msw';
import { afterEach, expect, it, vi } from 'vitest';
import { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';
import type { Query } from '../../../src/data/query/query.ts';
import { recordsEngine } from '../../../src/data/engine/records-engine.ts';
import type { Report } from '../../../src/data/reports/report.ts';
import { worker } from '../../setup/worker.ts';
import { mountDesk, statesOf, textOf, type Desk } from '../internal/mount.ts';

TeamSummary.define('team-summary');

const desks: Readonly<Record<string, number>> = { a: 3, b: 5 };

/** A backend with as many open tickets as the token's tenant has. */
function serve(path = '/api') {
  const tokens: (string | null)[] = [];
  const engineOf = (request: Request) => {
    const token = request.headers.get('authorization');
    tokens.push(token);
    const open = desks[token ?? ''];
    if (open === undefined) return undefined;
    const tickets = Array.from({ length: open }, (_, id) => ({ id: String(id), createdAt: '2026-03-01T10:00:00Z', statusCategory: 'open' }));
    return recordsEngine({ timezone: 'UTC', asOf: '2026-03-02T12:00:00Z', tickets });
  };
  const signal = new AbortController().signal;
  const refused = () => new HttpResponse(null, { status: 401 });
  worker.use(
    http.get(`${path}/catalog`, async ({ request }) => {
      const engine = engineOf(request);
      return engine ? HttpResponse.json((await engine.catalog({ signal })) as object) : refused();
    }),
    http.post(`${path}/query`, async ({ request }) => {
      const engine = engineOf(request);
      if (!engine) return refused();
      const { queries } = (await request.json()) as { queries: Query[] };
      const answers = await engine.query(queries, { signal });
      return HttpResponse.json({ results: answers.map((answer) => (answer.ok ? answer.value : { error: answer.error })) } as object);
    }),
    http.get(`${path}/changes`, () => new HttpResponse(null, { status: 404 })),
  );
  return tokens;
}

const summaryIn = (desk: Desk): Element => desk.querySelector('team-summary')!;
const openIn = (desk: Desk): string | undefined => summaryIn(desk).shadowRoot!.querySelector('.content [data-metric=open] data')?.getAttribute('value') ?? undefined;

function mount(headers: Desk['headers']): Desk {
  const desk = mountDesk(undefined, '<team-summary></team-summary>');
  desk.refreshSeconds = 0;
  desk.headers = headers;
  desk.endpoint = '/api';
  return desk;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

it('answers from a backend, with the headers of the page', async () => {
  const tokens = serve();
  const desk = mount({ authorization: 'a' });
  expect(desk.pending).toBeLessThanOrEqual(1);
  await desk.whenIdle();
  expect(openIn(desk)).toBe('3');
  expect(new Set(tokens)).toEqual(new Set(['a']));
});

it('asks a function for headers again after a 401, and says when that does not help', async () => {
  serve();
  let token = 'expired';
  const headers = vi.fn(() => ({ authorization: token }));
  const desk = mount(headers);
  await desk.whenIdle();
  expect(statesOf(summaryIn(desk))).toEqual(['signed-out']);
  token = 'a';
  await desk.refresh();
  await desk.whenIdle();
  expect(openIn(desk)).toBe('3');
});

it('keeps reports where its backend does, under the same sign-in; what was changed elsewhere is a conflict', async () => {
  serve();
  const kept = new Map<string, { value: Report; version: number }>();
  worker.use(
    http.get('/api/reports/:id', ({ params }) => {
      const found = kept.get(String(params['id']));
      return found ? HttpResponse.json(found.value as object, { headers: { etag: `"${found.version}"` } }) : new HttpResponse(null, { status: 404 });
    }),
    http.put('/api/reports/:id', async ({ params, request }) => {
      if (request.headers.get('authorization') !== 'a') return new HttpResponse(null, { status: 401 });
      const found = kept.get(String(params['id']));
      const wanted = request.headers.get('if-match');
      if (found ? wanted !== `"${found.version}"` : wanted !== null) return new HttpResponse(null, { status: 412 });
      const version = (found?.version ?? 0) + 1;
      kept.set(String(params['id']), { value: (await request.json()) as Report, version });
      return new HttpResponse(null, { status: 204, headers: { etag: `"${version}"` } });
    }),
  );
  const headers = vi.fn(() => ({ authorization: 'a' }));
  const desk = mount(headers);
  await desk.whenIdle();
  const report: Report = { version: 1, id: 'mine', name: 'Mine', queries: { main: { measures: ['tickets.count'] } }, visualization: { type: 'number' } };
  const { signal } = new AbortController();
  const first = await desk.reportStore!.put('report', report, { signal });
  await desk.reportStore!.put('report', { ...report, name: 'Theirs' }, { ...first, signal });
  await expect(desk.reportStore!.put('report', { ...report, name: 'Ours' }, { ...first, signal })).rejects.toMatchObject({ problem: { kind: 'conflict', status: 412 } });
  await expect(desk.reportStore!.put('report', report, { signal })).rejects.toMatchObject({ problem: { kind: 'conflict' } });
  expect(await desk.reportStore!.get('report', 'mine', { signal })).toMatchObject({ value: { name: 'Theirs' }, etag: '"2"' });
  expect(headers).toHaveBeenCalledTimes(1);
});

it('keeps reports nowhere where its adapter does not', async () => {
  const desk = mountDesk({ datasets: [], load: () => Promise.reject(new Error('never asked')) }, '<team-summary></team-summary>');
  await desk.whenIdle();
  expect(desk.reportStore).toBeUndefined();
});

it('takes a new function of headers without asking for everything again', async () => {
  const tokens = serve();
  const desk = mount(() => ({ authorization: 'a' }));
  await desk.whenIdle();
  const asked = tokens.length;
  desk.headers = () => ({ authorization: 'a' });
  await desk.whenIdle();
  expect(tokens).toHaveLength(asked);
});

it('shows nothing of the former tenant to the next, and asks nothing in its name', async () => {
  const tokens = serve();
  let token = 'a';
  const desk = mount(() => ({ authorization: token }));
  desk.partition = 'a';
  await desk.whenIdle();
  expect(openIn(desk)).toBe('3');
  tokens.length = 0;
  token = 'b';
  desk.partition = 'b';
  await desk.updateComplete;
  await (summaryIn(desk) as Desk).updateComplete;
  expect(openIn(desk)).toBeUndefined();
  await desk.whenIdle();
  expect(openIn(desk)).toBe('5');
  expect(new Set(tokens)).toEqual(new Set(['b']));
});

it.each([
  ['endpoint', 'javascript:alert(1)', 'not an address of the web'],
  ['src', 'helpdesk.json', 'src and endpoint'],
  ['credentials', 'all', "credentials does not know 'all'"],
])('tells what is wrong with %s="%s"', async (name, value, words) => {
  serve();
  const desk = mount({ authorization: 'a' });
  desk.setAttribute(name, value);
  await desk.whenIdle();
  expect(statesOf(summaryIn(desk))).toEqual(['error']);
  expect(textOf(summaryIn(desk))).toContain(words);
});
