import { bundleWorker } from '../worker-file.ts';

/** What a page loads, as the module that starts it and the lazy parts that count. */
export interface Budget {
  name: string;
  /** kB of 1,000 bytes, minified, gzip 9. */
  limit: number;
  goal: number;
  /** Source text of the module that starts the graph; paths are relative to the project. */
  entry: string;
  /** Lazy parts that count with it, by the path of the module that import() names. */
  counts: (lazyModule: string) => boolean;
  /** Only what comes on top of this smaller graph, whose lazy parts these are. */
  without?: (lazyModule: string) => boolean;
  /** In place of a graph, the text of one file that is loaded by itself. */
  file?: () => Promise<string>;
}

const none = (): boolean => false;
const isLanguage = (path: string): boolean => /\/src\/terms\/.*\b(?!en)[a-z]{2}\.ts$/.test(path);
const isRecords = (path: string): boolean => /\/src\/data\/(?:document|engine|records|worker)\/|\/adapters\/(?:document|records|engine)|papaparse/.test(path);
const isCsv = (path: string): boolean => /papaparse|\/csv[^/]*\.ts$/.test(path);
/** What widgets on a document load when a file, a source, a measure, a dataset, a change or a reader asks for it, not before: folder to modules. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  document: ['csv', 'document-fault', 'json', 'json-place', 'known-exports', 'mapping', 'gunzip', 'guess-encoding'],
  engine: ['business-spans', 'list-records', 'pieces', 'read-pieces', 'rep-tickets', 'spread', 'sums'],
  'engine/change': ['apply-change'],
  'engine/history': ['history', 'past-owners'],
  'engine/indexes': ['indexes'],
  'engine/measures': ['answers', 'call-values', 'rare-specs', 'rep-values', 'surveys'],
  'engine/messages': ['messages'],
  'engine/sla': ['doubts', 'values', 'vectors', 'worst'],
  catalog: ['describe'],
  datasets: ['summary-answers'],
  query: ['query-sources'],
  records: ['calendars', 'near-names'],
  worker: ['open'],
};
const later = new Set(Object.entries(LATER).flatMap(([folder, names]) => names.map((name) => `${folder}/${name}`)));
export const isLater = (path: string): boolean => later.has(/\/src\/data\/(.+)\.ts$/.exec(path)?.[1] ?? '');
/** The page's side of a worker, for more records than the page itself should answer from. */
const isWorker = (path: string): boolean => /\/src\/data\/worker\/open\.ts$/.test(path);
const isBackend = (path: string): boolean => /\/adapters\/http/.test(path);
/** Everything that English pages on an adapter of their own ever load. */
const withoutRecords = (path: string): boolean => !isLanguage(path) && !isRecords(path) && !isBackend(path);

const TEXT_WIDGET = `
import { HelpDesk } from './src/components/help-desk/help-desk.ts';
import { TeamSummary } from './src/components/team-summary/team-summary.ts';
export { functionsAdapter } from './src/data/adapters/functions-adapter.ts';
HelpDesk.define('help-desk');
TeamSummary.define('team-summary');
`;

const CHART_WIDGET = `
import { HelpDesk } from './src/components/help-desk/help-desk.ts';
import { ReportView } from './src/components/report-view/report-view.ts';
export { functionsAdapter } from './src/data/adapters/functions-adapter.ts';
HelpDesk.define('help-desk');
ReportView.define('report-view');
`;

const EVERYTHING = `
import './src/define.ts';
export { functionsAdapter } from './src/data/adapters/functions-adapter.ts';
`;

/** The floor of the first line: what it uses of its libraries, and nothing of ours. */
const LIBRARIES = `
export { LitElement, css, html, noChange, nothing, svg } from 'lit';
export { property, state } from 'lit/decorators.js';
export { Directive, directive } from 'lit/directive.js';
export { ContextProvider, createContext } from '@lit/context';
export { QueryCache, QueryObserver, focusManager, hashKey } from '@tanstack/query-core';
export { array, custom, getDotPath, looseObject, nullable, optional, record, safeParse, string } from 'valibot';
`;

/** The floor of the second line. */
const CHART_LIBRARIES = `${LIBRARIES}
export { BarController, BarElement, Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
`;

const CHART_MODULE = `export * from './src/components/internal/chart/chart-module.ts';`;

// Limits above those first set stand with their reasons in docs/decisions/0013-sizes.md and 0031-size-of-the-whole-engine.md.
export const BUDGETS: readonly Budget[] = [
  { name: 'One text widget, provider, functionsAdapter; no chart module', limit: 33.5, goal: 24, entry: TEXT_WIDGET, counts: none },
  { name: 'One chart widget, everything loaded', limit: 115.4, goal: 94, entry: CHART_WIDGET, counts: withoutRecords },
  { name: 'Libraries alone, of the first line', limit: 17, goal: 15, entry: LIBRARIES, counts: none },
  { name: 'Libraries alone, of the second line', limit: 67, goal: 65, entry: CHART_LIBRARIES, counts: none },
  { name: 'chart.js module, lazy', limit: 67, goal: 65, entry: CHART_MODULE, counts: none },
  { name: 'All elements, English, no records engine', limit: 160, goal: 150, entry: EVERYTHING, counts: withoutRecords },
  {
    name: 'Records engine with document reader, lazy: what three widgets load at first',
    limit: 49.8,
    goal: 12,
    entry: EVERYTHING,
    counts: (path) => !isLanguage(path) && !isBackend(path) && !isLater(path),
    without: withoutRecords,
  },
  {
    name: 'Records engine with document reader, lazy: all that a page may ever load, without the CSV parser',
    limit: 104,
    goal: 12,
    entry: EVERYTHING,
    counts: (path) => !isLanguage(path) && !isBackend(path) && !isCsv(path),
    without: withoutRecords,
  },
  {
    name: 'The page itself where a worker answers from a large document, lazy',
    limit: 15.9,
    goal: 15,
    entry: EVERYTHING,
    counts: (path) => isWorker(path) || (!isLater(path) && (withoutRecords(path) || /\/adapters\/(?:document|engine)-adapter\.ts$/.test(path))),
    without: withoutRecords,
  },
  { name: 'Worker file: engine, document reader, CSV parser and all that they may need, in one', limit: 95, goal: 75, entry: '', counts: none, file: bundleWorker },
];

/** Broken on purpose: each must go past the limit of the budget that it names. */
export const CANARIES: readonly { name: string; budget: string; entry: string }[] = [
  { name: "the chart module takes 'chart.js/auto'", budget: 'chart.js module, lazy', entry: `export { default } from 'chart.js/auto';` },
  {
    name: 'a text widget imports the chart module statically',
    budget: 'One text widget, provider, functionsAdapter; no chart module',
    entry: `${TEXT_WIDGET}\n${CHART_MODULE}`,
  },
];
