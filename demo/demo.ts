import '../src/define.ts';
import type { HelpDesk } from '../src/index.ts';
import { cubeEngine, documentAdapter, engineAdapter, httpEngine, recordsAdapter, type DataAdapter } from '../src/data/index.ts';
import { makeSample } from './sample/make-sample.ts';
import { scripted, SCRIPTS, type Script } from './scripted-adapter.ts';

const desk = document.querySelector<HelpDesk>('#desk')!;
const form = document.querySelector<HTMLFormElement>('.switches')!;
const asked = new URLSearchParams(location.search);

const SAMPLE_ZONE = 'Europe/Warsaw';
const ZONES = ['', 'UTC', 'Europe/Warsaw', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Auckland'];
const COMPARE = ['yesterday', 'last-week', 'previous-working-day', 'previous-period', 'last-year', 'none'];

/** A backend, Cube deployment or document named in the address (`npm start -- --server`, `-- --document`), else a sample that ends now. */
async function source(): Promise<DataAdapter> {
  const endpoint = asked.get('endpoint');
  if (endpoint) return engineAdapter(httpEngine({ url: new URL(endpoint, location.href).href }));
  const cube = asked.get('cube');
  if (cube) return engineAdapter(cubeEngine({ url: new URL(cube, location.href).href }));
  const path = asked.get('document');
  if (path) return documentAdapter(new URL(path, location.href).href);
  const ends = asked.get('sample-now');
  return recordsAdapter(await makeSample({ now: ends ? Date.parse(ends) : Date.now(), timezone: SAMPLE_ZONE }));
}

function fill(name: string, values: readonly string[], labels: Readonly<Record<string, string>> = {}): void {
  const select = form.elements.namedItem(name) as HTMLSelectElement;
  select.append(...values.map((value) => new Option(labels[value] ?? value, value)));
}

function readSwitches(adapter: DataAdapter | null): void {
  const values = new FormData(form);
  const value = (name: string): string => String(values.get(name) ?? '');
  const root = document.documentElement;
  root.style.colorScheme = value('theme');
  root.lang = value('lang');
  root.dir = value('dir');
  for (const name of ['timezone', 'compare', 'stat'] as const) {
    if (value(name)) desk.setAttribute(name, value(name));
    else desk.removeAttribute(name);
  }
  const script = value('state') as Script;
  if (adapter && script !== shown) {
    desk.adapter = scripted(adapter, script);
    if (script === 'stale') void desk.whenIdle().then(() => desk.refresh());
    shown = script;
  }
}

let shown: Script | undefined;
fill('timezone', ZONES, { '': "The source's own" });
fill('state', SCRIPTS);
fill('compare', COMPARE);
for (const select of form.querySelectorAll('select')) {
  const wanted = asked.get(select.name);
  if (wanted !== null) select.value = wanted;
}
const now = asked.get('now');
if (now) desk.setAttribute('now', now);

// Not ready yet, which is something else than no source at all.
desk.adapter = null;
readSwitches(null);
const adapter = await source();
readSwitches(adapter);
form.addEventListener('change', () => readSwitches(adapter));
