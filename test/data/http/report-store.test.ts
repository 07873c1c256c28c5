import { describe, expect, it } from 'vitest';
import { httpReportStore } from '../../../src/data/adapters/http-report-store.ts';
import type { Dashboard, Report } from '../../../src/data/reports/report.ts';
import { backend, faultOf, here, json, URL_OF_BACKEND, type Respond } from './backend.ts';

const report: Report = { version: 1, id: 'mine/1', name: 'Mine', queries: { main: { measures: ['tickets.count'] } }, visualization: { type: 'number' } };
const dashboard: Dashboard = { version: 1, id: 'team', name: 'Team', sharing: { with: 'team', may: 'edit' }, layout: [{ report: 'mine/1', w: 6, h: 4 }] };

function storeOver(routes: Readonly<Record<string, Respond>>) {
  const server = backend(routes);
  return { ...server, store: httpReportStore({ url: URL_OF_BACKEND, fetch: server.fetch, headers: { 'x-tenant': 'a' } }) };
}

it('lists what there is', async () => {
  const list = [{ id: 'team', name: 'Team', etag: '"3"' }];
  const { store } = storeOver({ dashboards: () => json({ dashboards: list }), reports: () => json({ dashboards: list }) });
  expect(await store.list('dashboard', here())).toEqual(list);
  expect(await faultOf(store.list('report', here()))).toMatchObject({ kind: 'bad-data', path: 'reports' });
});

it('reads a definition whole, also one of a newer version with unknown parts', async () => {
  const newer = { ...report, version: 2, annotations: [{ at: '2026-01-01' }] };
  const { store } = storeOver({ 'reports/mine%2F1': () => json(newer, { headers: { etag: '"7"' } }), 'dashboards/team': () => json(dashboard) });
  expect(await store.get('report', 'mine/1', here())).toEqual({ value: newer, etag: '"7"' });
  expect(await store.get('dashboard', 'team', here())).toEqual({ value: dashboard });
  expect(await faultOf(store.get('report', 'gone', here()))).toMatchObject({ kind: 'not-found' });
});

it('refuses what is no definition', async () => {
  const { store } = storeOver({ 'reports/a': () => json({ ...report, queries: 7 }) });
  expect(await faultOf(store.get('report', 'a', here()))).toMatchObject({ kind: 'bad-data', path: 'queries' });
});

describe('writing', () => {
  it('names the version that it replaces, or that there must be none', async () => {
    const { store, asked } = storeOver({ 'reports/mine%2F1': () => new Response(null, { status: 204, headers: { etag: '"8"' } }) });
    expect(await store.put('report', report, { etag: '"7"', ...here() })).toEqual({ etag: '"8"' });
    await store.put('report', report, here());
    expect(asked.map(({ method, body, headers }) => [method, body, headers.get('if-match'), headers.get('if-none-match'), headers.get('x-tenant')])).toEqual([
      ['PUT', report, '"7"', null, 'a'],
      ['PUT', report, null, '*', 'a'],
    ]);
  });

  it.each([409, 412, 428])('answered with %i is a conflict', async (status) => {
    const { store } = storeOver({ 'reports/mine%2F1': () => new Response(null, { status }) });
    expect(await faultOf(store.put('report', report, { etag: '"7"', ...here() }))).toMatchObject({ kind: 'conflict', status });
  });

  it.each(['.', '..', ''])('never leaves its folder, as with the id “%s”', async (id) => {
    const { store, asked } = storeOver({});
    expect(await faultOf(store.put('report', { ...report, id }, here()))).toMatchObject({ kind: 'bad-query', path: 'id' });
    expect(await faultOf(store.remove('report', id, here()))).toMatchObject({ kind: 'bad-query' });
    expect(asked).toEqual([]);
  });
});

it('removes, also what is gone already', async () => {
  const { store, asked } = storeOver({ 'reports/a': () => new Response(null, { status: 204 }), 'reports/c': () => new Response(null, { status: 403 }) });
  await store.remove('report', 'a', here());
  await store.remove('report', 'b', here());
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE reports/a', 'DELETE reports/b']);
  expect(await faultOf(store.remove('report', 'c', here()))).toMatchObject({ kind: 'denied' });
});
