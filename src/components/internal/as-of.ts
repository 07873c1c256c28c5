import { html, nothing } from 'lit';
import type { Figure } from '../../data/adapter.ts';
import type { Scope } from '../../data/scope.ts';
import type { Terms } from '../../terms/terms.ts';
import type { View } from './data-controller.ts';
import { fill } from './fill.ts';
import { formatFor, type Format } from './format.ts';

interface AsOf {
  view: View<unknown>;
  /** The widget's own words in place of the comparison; null for none. */
  note: unknown;
  scope: Scope;
  terms: Terms;
  format: Format;
  /** Makes of the time what is said of stale data. */
  stale?(when: unknown): unknown;
}

/** "As of 14:05 · change since yesterday, 14:05"; of stale data what `stale` makes of it. */
export function asOfLine({ view, note, scope, terms, format, stale }: AsOf): unknown {
  const { asOf } = view.data as { asOf?: string };
  if (!asOf) return nothing;
  const today = format.date(asOf) === format.date(new Date().toISOString());
  const clock = format.time(asOf);
  const when = html`<time datetime=${asOf}>${today ? clock : format.dateTime(asOf)}</time>`;
  if (view.stale && stale) return stale(when);
  const told = note === undefined ? comparison(view.data, scope, today, asOf, format, terms) : note;
  return html`${fill(terms.frame.asOf, when)}${told ? html` · ${told}` : nothing}`;
}

function comparison(data: unknown, { compare }: Scope, today: boolean, asOf: string, format: Format, { frame }: Terms): unknown {
  const { figures } = data as { figures?: Readonly<Record<string, Figure>> };
  const changes = Object.values(figures ?? {}).some((figure) => figure.base !== undefined && figure.base !== null);
  if (compare === 'none' || !changes) return undefined;
  const words = compare === 'yesterday' && !today ? frame.sinceDayBefore : frame.since[compare];
  // Programs read the clock as HTML writes it: 14:05, where a reader may see 14.05.
  return fill(words, html`<time datetime=${formatFor('en', format.timezone).time(asOf)}>${format.time(asOf)}</time>`);
}
