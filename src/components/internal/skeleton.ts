import { html, type TemplateResult } from 'lit';

/** Figures to come, in the places of `figureView`. Labels, where known, make the lines break as they will. */
export function figures(labels: number | readonly string[]): TemplateResult {
  const list = typeof labels === 'number' ? Array.from({ length: labels }, () => 'Label of a figure') : labels;
  return html`<div class="figures">
    ${list.map(
      (label) =>
        html`<div class="figure">
          <div class="label"><span class="sk words"><span>${label}</span></span></div>
          <div class="value"><span class="sk"></span></div>
          <div class="notes"><span class="sk"></span></div>
        </div>`,
    )}
  </div>`;
}

/** Rows to come, 40 px each. */
export function rows(count: number): TemplateResult {
  const row = html`<div class="sk-row"><span class="sk"></span><span class="sk"></span><span class="sk"></span></div>`;
  return html`<div>${Array.from({ length: count }, () => row)}</div>`;
}

/** A chart to come, 180 px high. */
export function chart(): TemplateResult {
  return html`<span class="sk sk-chart"></span>`;
}
