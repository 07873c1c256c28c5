import { html, nothing, type TemplateResult } from 'lit';
import type { Figure } from '../../data/adapter.ts';
import type { Scope } from '../../data/scope.ts';
import type { Terms } from '../../terms/terms.ts';
import type { View } from './data-controller.ts';
import { fill } from './fill.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';

interface AsOf {
  view: View<unknown>;
  /** The widget's own words in place of the comparison; null for none. */
  note: unknown;
  scope: Scope;
  terms: Terms;
  format: Format;
  retry(): void;
}

/** "As of 14:05 · change since yesterday, 14:05"; of stale data their age, and Retry. */
export function asOfLine({ view, note, scope, terms, format, retry }: AsOf): unknown {
  const { asOf } = view.data as { asOf?: string };
  if (!asOf) return nothing;
  const today = format.date(asOf) === format.date(new Date().toISOString());
  const clock = format.time(asOf);
  const when = html`<time datetime=${asOf}>${today ? clock : format.dateTime(asOf)}</time>`;
  if (view.stale) return staleLine(view, when, terms, format, retry);
  const told = note === undefined ? comparison(view.data, scope, today, clock, terms) : note;
  return html`${fill(terms.frame.asOf, when)}${told ? html` · ${told}` : nothing}`;
}

function staleLine({ updatedAt = Date.now() }: View<unknown>, when: TemplateResult, terms: Terms, format: Format, retry: () => void): TemplateResult {
  const minutes = Math.max(0, Math.floor((Date.now() - updatedAt) / 60_000));
  const age = html`<data value=${minutes * 60_000}>${format.duration(minutes * 60_000)}</data>`;
  const told = minutes ? fill(terms.frame.old, age, when) : fill(terms.frame.asOf, when);
  return html`${icon('clock')}<span class="age">${told}</span> ·
    <button type="button" class="link" @click=${retry}>${terms.frame.retry}</button>`;
}

function comparison(data: unknown, { compare }: Scope, today: boolean, clock: string, { frame }: Terms): unknown {
  const { figures } = data as { figures?: Readonly<Record<string, Figure>> };
  const changes = Object.values(figures ?? {}).some((figure) => figure.base !== undefined && figure.base !== null);
  if (compare === 'none' || !changes) return undefined;
  const words = compare === 'yesterday' && !today ? frame.sinceDayBefore : frame.since[compare];
  return fill(words, html`<time datetime=${clock}>${clock}</time>`);
}
