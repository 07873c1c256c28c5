import { html, nothing, type TemplateResult } from 'lit';
import type { ChartData, ChartWords } from './chart-data.ts';
import { seriesKey } from './chart-legend.ts';

/** All series' values at one place, as the table says them. */
export function tipView(data: ChartData, at: number, words: ChartWords): TemplateResult {
  return html`<div class="tip-place">${data.places[at]?.label}${at === data.partial ? html` · ${words.partial}` : nothing}</div>
    ${data.series.map(
      ({ label, values }, index) =>
        html`<div class="tip-row">${seriesKey(data, index)}<span>${label}</span><b>${words.value(values[at] ?? null)}</b></div>`,
    )}`;
}
