import { html, nothing, svg, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Figure } from '../../data/adapter.ts';
import type { ChangeWords, Terms } from '../../terms/terms.ts';
import { fill, fillText } from './fill.ts';
import { splitUnit, type Format } from './format.ts';

export { figureStyles } from './figure.styles.ts';

/** What a figure counts: things, milliseconds, a ratio 0-1, or points of a scale. */
export type FigureUnit = 'count' | 'ms' | 'ratio' | 'points';

/** Where a figure leads, as `WidgetElement.drill` gives it. */
export interface DrillLink {
  href?: string;
  onClick(event: Event): void;
}

export interface FigureOptions {
  /** Figure id: `first-response-time`. */
  metric: string;
  label: string;
  /** Absent: the source does not offer it. */
  figure: Figure | undefined;
  unit: FigureUnit;
  /** Which direction is better; absent: neither. */
  good?: 'up' | 'down';
  /** Absent: `count` for numbers, `length` for durations. */
  words?: ChangeWords;
  /** Fewer values than this are 'few data'. */
  minSample?: number;
  /** How the figure was taken, after its label. */
  stat?: string;
  format: Format;
  terms: Terms;
  size?: 'large' | 'compact';
  drill?: DrillLink;
}

/** One figure: label, value, and under it the change, the number of values behind it and what is to be said of it. */
export function figureView(options: FigureOptions): TemplateResult {
  const { metric, label, figure, stat, size, terms } = options;
  const few = isFew(figure, options.minSample);
  return html`<div class="figure ${size ?? 'large'}" role="group" aria-label=${label} data-metric=${metric}>
    <div class="label">${label}${stat ? html`<span class="stat">, ${stat}</span>` : nothing}</div>
    <div class="value ${few ? 'few' : ''}">${figure ? valueView(options, figure) : missing(terms.figure.notAvailable)}</div>
    <div class="notes">${figure && isKnown(figure.value) ? notesView(options, figure, figure.value, few) : nothing}</div>
  </div>`;
}

/** A value as programs and people read it: `<data value="raw">shown</data>`, or words where there is none. */
export function dataValue(value: number | null | undefined, unit: FigureUnit, format: Format, terms: Terms): TemplateResult {
  return isKnown(value) ? html`<data value=${value}>${valueText(value, unit, format)}</data>` : missing(terms.figure.noData);
}

/** The words for a value: `1,234`, `5h 22m`, `43%`. */
export function valueText(value: number, unit: FigureUnit, format: Format): string {
  if (unit === 'ms') return format.duration(value);
  return unit === 'ratio' ? format.percent(value) : format.number(value);
}

/** A value, or anything that stands for one, as the link or button that leads to its records. */
export function drillView(drill: DrillLink | undefined, name: string, content: unknown): unknown {
  if (!drill) return content;
  return drill.href === undefined
    ? html`<button type="button" class="drill" aria-label=${name} @click=${drill.onClick}>${content}</button>`
    : html`<a class="drill" href=${drill.href} aria-label=${name} @click=${drill.onClick}>${content}</a>`;
}

function isKnown(value: number | null | undefined): value is number {
  return Number.isFinite(value);
}

function missing(words: string): TemplateResult {
  return html`<span class="missing">${words}</span>`;
}

function isFew(figure: Figure | undefined, minSample = 5): boolean {
  return figure?.n !== undefined && isKnown(figure.value) && figure.n < minSample;
}

function valueView({ label, unit, format, terms, drill }: FigureOptions, { value }: Figure): unknown {
  if (!isKnown(value)) return missing(terms.figure.noData);
  const text = valueText(value, unit, format);
  const parts = unit === 'ms' ? format.durationParts(value) : [splitUnit(text)];
  const shown = parts.map((part, index) => {
    const unit = part.unit + (index < parts.length - 1 ? ' ' : '');
    return html`${part.value}${unit ? html`<small>${unit}</small>` : nothing}`;
  });
  return drillView(drill, `${label}: ${text}`, html`<data value=${value}>${shown}</data>`);
}

function notesView(options: FigureOptions, figure: Figure, value: number, few: boolean): unknown {
  const { format, terms } = options;
  const { n } = figure;
  return [
    changeView(options, figure, value),
    n === undefined
      ? nothing
      : html`<span class="n" title=${terms.figure.nTitle}>${fill(terms.figure.n, html`<data data-n value=${n}>${format.number(n)}</data>`)}</span>`,
    few ? html`<span class="few-data">${RING}${terms.figure.fewData}</span>` : nothing,
    doubtView(figure, few, terms),
  ];
}

/** In two words what is not known of it; the widget says once why. */
function doubtView({ base, baseNote, partial }: Figure, few: boolean, { figure }: Terms): unknown {
  if (partial) return html`<span>${figure.partial}</span>`;
  const tooFew = baseNote?.startsWith('few-values');
  return base !== null || (few && tooFew) ? nothing : html`<span>${tooFew ? figure.tooFew : figure.changeUnknown}</span>`;
}

function changeView(options: FigureOptions, { base }: Figure, value: number): unknown {
  const { good } = options;
  if (!isKnown(base)) return nothing;
  const change = value - base;
  const up = change > 0;
  const judged = !good || change === 0 ? 'neither' : (good === 'up') === up ? 'better' : 'worse';
  return html`<span class="change ${judged}">${change === 0 ? nothing : markView(options, judged, up)}<data data-change value=${change}
      >${changeText(options, change)}</data
    ></span>`;
}

function changeText({ unit, words, format, terms }: FigureOptions, change: number): string {
  if (change === 0) return terms.figure.noChange;
  const size = Math.abs(change);
  if (unit === 'ratio') return fillText(terms.figure.points(format.plural(size * 100)), format.points(size));
  return fillText(terms.figure.change(words ?? (unit === 'ms' ? 'length' : 'count'), change > 0), valueText(size, unit, format));
}

/** Better is a quiet, hollow mark, worse a loud, solid one; the direction is the mark's own. */
function markView({ unit, terms }: FigureOptions, judged: 'better' | 'worse' | 'neither', up: boolean): TemplateResult {
  // The words say the direction, except those of points.
  const direction = unit === 'ratio' ? (up ? terms.figure.up : terms.figure.down) : undefined;
  const name = [judged === 'neither' ? undefined : terms.figure[judged], direction].filter(Boolean).join(', ') || undefined;
  return html`<svg class="mark ${up ? 'up' : 'down'}" viewBox="0 0 10 10" role=${ifDefined(name && 'img')} aria-label=${ifDefined(name)} aria-hidden=${ifDefined(name ? undefined : 'true')}>
    ${judged === 'neither' ? ARROW : TRIANGLE}
  </svg>`;
}

const TRIANGLE = svg`<path d="M5 1.4 9.2 8.6H.8z" />`;
const ARROW = svg`<path d="M5 9V1.6M2 4.4 5 1.4l3 3" />`;
const RING = html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4" /></svg>`;

/** Figures as one sentence for those who cannot see them: `Open tickets: 184, Closed today: 57`. */
export function figureSentence(
  figures: readonly { label: string; figure: Figure | undefined; unit: FigureUnit }[],
  format: Format,
  terms: Terms,
): string {
  const { noData, notAvailable } = terms.figure;
  const valueOf = (figure: Figure | undefined, unit: FigureUnit): string => {
    if (!figure) return notAvailable;
    if (!isKnown(figure.value)) return noData;
    return unit === 'ms' ? format.duration(figure.value, 'long') : valueText(figure.value, unit, format);
  };
  return format.list(figures.map(({ label, figure, unit }) => `${label}: ${valueOf(figure, unit)}`));
}
