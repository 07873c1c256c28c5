import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordsProblem } from '../../data/records/records.ts';
import type { Terms } from '../../terms/terms.ts';
import { fill } from './fill.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import { isUnread } from './left-out.ts';

const styles = css`
  .left-out {
    box-sizing: border-box;
    inline-size: 52em;
    max-inline-size: min(92vw, 100% - 2em);
    max-block-size: min(80vh, 100% - 2em);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: 0.8571em;
    box-shadow: var(--_shadow);
    text-align: start;
  }
  .left-out[open] {
    display: flex;
    flex-direction: column;
  }
  .left-out::backdrop {
    background: rgb(8 12 20 / 0.5);
  }
  .left-out header {
    padding: var(--_space-4) var(--_space-3) var(--_space-3) var(--_space-5);
    padding-inline: var(--_space-5) var(--_space-3);
  }
  .left-out h2 {
    margin: 0;
    font-size: 1.2857em;
    line-height: 1.3333;
    font-weight: 600;
  }
  .left-out header p {
    margin: 0.1429em 0 0;
    font-size: 0.9286em;
    color: var(--_muted);
  }
  .left-out .list {
    min-block-size: 0;
    overflow: auto;
    margin-inline: var(--_space-5);
    margin-block-end: var(--_space-5);
  }
  .left-out .list:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .left-out table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9286em;
    overflow-wrap: normal;
  }
  .left-out :is(th, td) {
    padding: 0.5385em 1.2308em 0.5385em 0;
    padding-inline: 0 1.2308em;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .left-out thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    border-block-end-color: var(--_control);
    font-size: 0.9231em;
    font-weight: 600;
    color: var(--_muted);
    white-space: nowrap;
  }
  .left-out td:nth-child(3) {
    min-inline-size: 14em;
  }
  .left-out tr > :last-child {
    padding-inline-end: 0;
    text-align: end;
  }
  .left-out small {
    display: block;
    font-size: 0.9231em;
    color: var(--_muted);
  }
`;

interface LeftOutDialog {
  problems: readonly RecordsProblem[];
  terms: Terms;
  format: Format;
  /** Where it will stand; takes its looks. */
  root: ShadowRoot;
  onClose(): void;
}

/** What a source could not take in, by source, column and reason. The widget opens it as a modal. */
export function leftOutDialog({ problems, terms, format, root, onClose }: LeftOutDialog): TemplateResult {
  const words = terms.leftOut;
  const { styleSheet } = styles;
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  return html`<dialog class="left-out raised" aria-labelledby="left-out" @close=${onClose}>
    <header>
      <div class="titles"><h2 id="left-out">${words.title}</h2><p>${words.intro}</p></div>
      <form method="dialog"><button class="icon-button" aria-label=${words.close}>${icon('close')}</button></form>
    </header>
    <div class="list" role="region" aria-labelledby="left-out" tabindex="0">
      <table>
        <thead><tr>${[words.source, words.column, words.reason, words.example, words.rows].map((word) => html`<th scope="col">${word}</th>`)}</tr></thead>
        <tbody>${problems.map((problem) => row(problem, terms, format))}</tbody>
      </table>
    </div>
  </dialog>`;
}

function row(problem: RecordsProblem, { leftOut: words }: Terms, format: Format): TemplateResult {
  const { code, count, rows = [], message, example = '' } = problem;
  const amount = (value: number) => html`<data value=${value}>${format.number(value)}</data>`;
  const first = rows.map((number, index) => html`${index ? ', ' : ''}${amount(number)}${index === rows.length - 1 && rows.length < count ? ', …' : ''}`);
  const [reason, outcome] = Object.hasOwn(words.codes, code) ? words.codes[code]! : [message];
  return html`<tr>
    <th scope="row">${problem.source}</th>
    <td>${problem.column ?? ''}</td>
    <td>${reason}<small>${outcome ?? outcomeOf(problem, words)}</small></td>
    <td>${reason.includes(`“${example}”`) ? '' : example}</td>
    <td>${amount(count)}${first.length ? html`<small>${fill(words.first(format.plural(rows.length)), first)}</small>` : nothing}</td>
  </tr>`;
}

function outcomeOf(problem: RecordsProblem, { left, emptied, kept }: Terms['leftOut']): string {
  if (problem.leftOut) return left;
  return isUnread(problem) ? emptied : kept;
}
