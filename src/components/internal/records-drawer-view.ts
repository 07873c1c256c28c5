import { html, nothing, type TemplateResult } from 'lit';
import type { Catalog } from '../../data/catalog/catalog.ts';
import type { Cell, ResultColumn, ResultSet } from '../../data/query/query.ts';
import type { Scope } from '../../data/scope.ts';
import type { MemberLabel } from '../../terms/catalog/load-label.ts';
import type { Terms } from '../../terms/terms.ts';
import { asOfLine } from './as-of.ts';
import type { Drill } from './events.ts';
import { fill } from './fill.ts';
import { dataValue, valueText } from './figure.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import { columnLabel, tableOf, type RecordRow } from './records-columns.ts';
import { rows as rowsToCome } from './skeleton.ts';

/** All that the drawer shows. */
export interface DrawerView {
  drill: Drill;
  source: string;
  heading: string;
  scope: Scope;
  catalog: Catalog | undefined;
  terms: Terms;
  format: Format;
  label: MemberLabel | undefined;
  /** What came so far, all pages as one answer. */
  answer: ResultSet | undefined;
  /** Records in all. */
  total: number;
  newestFirst: boolean;
  fetching: boolean;
  /** What stands in place of, or after, the records where something failed or none are there. */
  screen: unknown;
  hrefOf(row: RecordRow): string | undefined;
  onMore?(): void;
  onClose(): void;
}

/** The records behind a figure, as a modal panel. */
export function drawerView(view: DrawerView): TemplateResult {
  const { terms, answer, fetching, screen, onClose } = view;
  return html`<dialog class="drawer raised" aria-labelledby="records-title" closedby="any" @close=${onClose}>
    <header>
      <div class="titles">
        <h2 id="records-title" tabindex="-1">${titleView(view)}</h2>
        <p>${contextLine(view)}</p>
      </div>
      <form method="dialog"><button class="icon-button" aria-label=${terms.drawer.close}>${icon('close')}</button></form>
    </header>
    <div class="list" role="region" aria-labelledby="records-title" aria-busy=${fetching} tabindex="0">
      ${answer?.data[0]?.length ? tableView(view, answer) : nothing}${fetching && !answer ? rowsToCome(8) : screen}
    </div>
    <footer>${footerView(view)}</footer>
  </dialog>`;
}

/** "57 · Closed today"; a label that begins with the number stands alone. */
function titleView({ drill, format, terms }: DrawerView): unknown {
  const { figure, label, unit = 'count' } = drill;
  if (figure.value === null) return label;
  const text = valueText(figure.value, unit, format);
  const number = dataValue(figure.value, unit, format, terms);
  return label.startsWith(`${text} `) ? html`${number}${label.slice(text.length)}` : html`${number} · ${label}`;
}

function contextLine({ heading, answer, total, scope, terms, format }: DrawerView): unknown {
  if (!answer) return heading;
  const asOf = asOfLine({ view: { state: 'ready', data: answer }, note: null, scope, terms, format });
  return html`<span class="count">${fill(terms.drawer.count(format.plural(total)), amount(total, format))}</span> · ${heading} · ${asOf}`;
}

function footerView({ answer, total, newestFirst, terms, format, onMore }: DrawerView): unknown {
  const shown = answer?.data[0]?.length ?? 0;
  const words = fill(terms.drawer.shown, amount(shown, format), amount(total, format));
  return html`<span role="status">${shown ? html`${words}${newestFirst ? html` · ${terms.drawer.newest}` : nothing}` : nothing}</span>
    ${onMore ? html`<button type="button" class="link" @click=${onMore}>${terms.drawer.more}</button>` : nothing}`;
}

function tableView(view: DrawerView, answer: ResultSet): TemplateResult {
  const { head, columns, rows } = tableOf(view.source, answer);
  const names = [head, ...columns.map(({ name }) => name)];
  return html`<table>
    <thead><tr>${names.map((name) => html`<th scope="col">${columnLabel(name, view.catalog, view.label)}</th>`)}</tr></thead>
    <tbody>
      ${rows.map((row) => html`<tr data-id=${row.id ?? nothing}>${nameView(row, view)}${row.cells.map((cell, at) => html`<td>${cellView(cell, columns[at]!, view)}</td>`)}</tr>`)}
    </tbody>
  </table>`;
}

function nameView(row: RecordRow, { hrefOf }: DrawerView): TemplateResult {
  const href = hrefOf(row);
  const under = row.under.map((text, index) => html`${index ? ' · ' : nothing}<bdi class=${wordClass(text)}>${text}</bdi>`);
  return html`<th scope="row">
    <div class="name">${href ? html`<a href=${href}>${row.title}</a>` : row.title}</div>
    ${under.length ? html`<small>${under}</small>` : nothing}
  </th>`;
}

function cellView(cell: Cell, { type, unit }: ResultColumn, { format, terms }: DrawerView): unknown {
  if (cell === null || cell === '') return html`<span aria-hidden="true">–</span>`;
  if (typeof cell === 'boolean') return cell ? terms.drawer.yes : terms.drawer.no;
  if (typeof cell === 'number') return dataValue(cell, unit === 'ms' || unit === 'ratio' ? unit : 'count', format, terms);
  if (type === 'time' && !Number.isNaN(Date.parse(cell))) return html`<time datetime=${cell}>${format.dateTime(cell)}</time>`;
  return html`<span class=${wordClass(cell)}>${cell}</span>`;
}

/** A source's own word, `urgent`, begins a line as any does. */
function wordClass(text: string): string {
  return /^\p{Ll}+$/u.test(text) ? 'word' : '';
}

function amount(value: number, format: Format): TemplateResult {
  return html`<data value=${value}>${format.number(value)}</data>`;
}
