import { html, nothing, type TemplateResult } from 'lit';
import type { RecordsProblem } from '../../data/records/records.ts';
import type { Terms } from '../../terms/terms.ts';
import { fill } from './fill.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';

/** What a source could not take in, by source, column and reason. The widget opens it as a modal. */
export function leftOutDialog(problems: readonly RecordsProblem[], terms: Terms, format: Format, onClose: () => void): TemplateResult {
  const words = terms.leftOut;
  return html`<dialog class="raised" aria-labelledby="left-out" @close=${onClose}>
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
  const amount = (value: number) => html`<data value=${value}>${format.number(value)}</data>`;
  const first = problem.rows?.map((number, index) => html`${index ? ', ' : ''}${amount(number)}`);
  return html`<tr>
    <th scope="row">${problem.source}</th>
    <td>${problem.column ?? ''}</td>
    <td>${problem.message}${problem.leftOut ? nothing : html` <small>(${words.kept})</small>`}</td>
    <td>${problem.example ?? ''}</td>
    <td class="count">${amount(problem.count)}${first?.length ? html`<small>${fill(words.first, first)}</small>` : nothing}</td>
  </tr>`;
}
