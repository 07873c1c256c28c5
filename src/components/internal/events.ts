import type { Figure, RecordsRef } from '../../data/adapter.ts';
import type { Problem } from '../../data/problem.ts';
import type { Dashboard, Report } from '../../data/reports/report.ts';
import type { Filters, Scope } from '../../data/scope.ts';
import type { FigureUnit } from './figure.ts';

/** Tells of something; bubbles through shadow roots. */
abstract class Notice extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** Asks for something; `preventDefault()` says that the page sees to it. */
abstract class Request extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** `hd-data`: a widget has drawn a new answer. */
export class DataEvent extends Notice {
  readonly dataset: string;
  readonly data: unknown;
  constructor(dataset: string, data: unknown) {
    super('hd-data');
    this.dataset = dataset;
    this.data = data;
  }
}

/** `hd-error`: a widget could not get or draw its answer; once for each failure. */
export class HelpDeskErrorEvent extends Notice {
  readonly dataset: string;
  readonly problem: Problem;
  constructor(dataset: string, problem: Problem) {
    super('hd-error');
    this.dataset = dataset;
    this.problem = problem;
  }
}

/** `hd-select`: the reader chose a row, a point or a series. */
export class SelectEvent extends Notice {
  readonly metric: string;
  readonly key: string | null;
  constructor(metric: string, key: string | null) {
    super('hd-select');
    this.metric = metric;
    this.key = key;
  }
}

/** `hd-anomaly`: a value is unusual for its time. */
export class AnomalyEvent extends Notice {
  readonly metric: string;
  readonly at: string;
  readonly value: number;
  constructor(metric: string, at: string, value: number) {
    super('hd-anomaly');
    this.metric = metric;
    this.at = at;
    this.value = value;
  }
}

/** What a figure knows of itself when the reader asks for the records behind it. */
export interface Drill {
  /** Figure id (`open`). */
  metric: string;
  /** Row of a breakdown; absent where the figure stands alone. */
  key?: string | null;
  figure: Figure;
  /** The figure's label, as shown. */
  label: string;
  /** What the value is counted in; absent: things. */
  unit?: FigureUnit;
}

/** `hd-drill-request`: show exactly the records behind a figure. */
export class DrillRequestEvent extends Request {
  readonly metric: string;
  readonly key: string | null | undefined;
  /** Raw, as in the figure's `<data value>`. */
  readonly value: number | null;
  readonly label: string;
  readonly ref: RecordsRef;
  readonly scope: Scope | undefined;
  constructor(drill: Drill, ref: RecordsRef, scope: Scope | undefined) {
    super('hd-drill-request');
    this.metric = drill.metric;
    this.key = drill.key;
    this.value = drill.figure.value;
    this.label = drill.label;
    this.ref = ref;
    this.scope = scope;
  }
}

/** `hd-filter-request`: use these filters from now on. */
export class FilterRequestEvent extends Request {
  readonly filters: Filters;
  constructor(filters: Filters) {
    super('hd-filter-request');
    this.filters = filters;
  }
}

/** `hd-save-request`: keep this report or dashboard. */
export class SaveRequestEvent extends Request {
  readonly value: Report | Dashboard;
  constructor(value: Report | Dashboard) {
    super('hd-save-request');
    this.value = value;
  }
}

/** `hd-customize-request`: open the report builder on this report. */
export class CustomizeRequestEvent extends Request {
  readonly report: Report;
  constructor(report: Report) {
    super('hd-customize-request');
    this.report = report;
  }
}

/** `hd-insight-request`: explain this report, or answer a question about it. */
export class InsightRequestEvent extends Request {
  readonly report: Report;
  readonly question?: string;
  constructor(report: Report, question?: string) {
    super('hd-insight-request');
    this.report = report;
    this.question = question;
  }
}

/** `hd-export-request`: hand out what is shown as a file of this kind (`csv`, `png`). */
export class ExportRequestEvent extends Request {
  readonly format: string;
  constructor(format: string) {
    super('hd-export-request');
    this.format = format;
  }
}

/** `hd-auth-request`: the source wants the reader to sign in. After it, call `refresh()` of the provider. */
export class AuthRequestEvent extends Request {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super('hd-auth-request');
    this.problem = problem;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hd-data': DataEvent;
    'hd-error': HelpDeskErrorEvent;
    'hd-select': SelectEvent;
    'hd-anomaly': AnomalyEvent;
    'hd-drill-request': DrillRequestEvent;
    'hd-filter-request': FilterRequestEvent;
    'hd-save-request': SaveRequestEvent;
    'hd-customize-request': CustomizeRequestEvent;
    'hd-insight-request': InsightRequestEvent;
    'hd-export-request': ExportRequestEvent;
    'hd-auth-request': AuthRequestEvent;
  }
}
