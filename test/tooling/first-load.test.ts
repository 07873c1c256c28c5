import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../scripts/bundle.ts';
import { isLater } from '../../scripts/sizes/budgets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const from = (path: string) => JSON.stringify(join(root, 'src/data', path));

const ENTRY = `
export { DataClient } from ${from('client.ts')};
export { documentAdapter } from ${from('adapters/document-adapter.ts')};
export { presetReport } from ${from('reports/presets.ts')};
export { resolveScope } from ${from('resolve-scope.ts')};
export { report } from ${from('datasets/report.ts')};
export { teamSummary } from ${from('datasets/team-summary.ts')};
export { ticketsByChannel } from ${from('datasets/tickets-by-channel.ts')};
`;

/** Asks what the three widgets ask of a document, and prints the files that this loads. */
const RUN = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url.split('/').at(-1)), next(url, context)) });
const kit = await import('./main.js');
const day = 86_400_000;
const at = (days) => new Date(Date.UTC(2026, 2, 1) + days * day).toISOString();
const tickets = Array.from({ length: 60 }, (_, i) => ({
  id: i, createdAt: at(i / 2), closedAt: i % 3 ? at(i / 2 + 0.2) : null, firstResponseAt: at(i / 2 + 0.1), reopenCount: 0,
  status: i % 3 ? 'Closed' : 'Open', statusCategory: i % 3 ? 'closed' : 'open', priority: 'high', channel: 'email', ownerId: 'r1',
}));
const document = { version: 1, timezone: 'Europe/Oslo', asOf: at(30), tickets, reps: [{ id: 'r1', name: 'Ada', availability: 'available' }] };
const client = new kit.DataClient(kit.documentAdapter(document));
client.mount();
const scope = kit.resolveScope({}, await client.catalog());
const asked = [[kit.teamSummary, {}], [kit.ticketsByChannel, {}], [kit.report, { report: kit.presetReport('tickets-created') }]].map(([dataset, params]) => {
  const observation = client.observe(dataset, () => {});
  observation.update(params, scope);
  return observation;
});
await client.whenIdle();
console.log(JSON.stringify({ loaded, states: asked.map(({ state }) => state.status + (state.problem?.title ?? '')) }));
process.exit(0);
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-load-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('three widgets on a document load what the size limit counts, and nothing that it takes to come later', async () => {
  const { output } = await bundle({ input: { main: 'virtual:main' }, core: 'virtual:main', virtual: { 'virtual:main': ENTRY }, outDir: folder });
  writeFileSync(join(folder, 'run.mjs'), RUN);
  const said = JSON.parse(execFileSync(process.execPath, ['run.mjs'], { cwd: folder, encoding: 'utf8' })) as { loaded: string[]; states: string[] };
  expect(said.states).toEqual(['ready', 'ready', 'ready']);
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [{ name: file.fileName.split('/').at(-1)!, starts: file.facadeModuleId }] : []));
  const later = chunks.filter(({ starts }) => starts && isLater(starts));
  expect(later.length).toBeGreaterThan(10);
  expect(later.filter(({ name }) => said.loaded.includes(name))).toEqual([]);
  expect(chunks.filter(({ name }) => !said.loaded.includes(name))).toEqual(later);
  // A page whose answers come from elsewhere loads these, and must not load the engine for them.
  const beside = output.flatMap((file) => (file.type === 'chunk' && /(?:summary-answers|query-sources|worker\/open)\.ts$/.test(file.facadeModuleId ?? '') ? [file.imports] : []));
  expect(beside.length).toBe(3);
  expect(beside.flat().filter((name) => /\/records-/.test(name))).toEqual([]);
}, 60_000);
