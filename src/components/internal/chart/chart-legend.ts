import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ChartData } from './chart-data.ts';
import { ENCODINGS, TEXTURED_FROM } from './encodings.ts';

/** Names of the series with their keys. Where the lines carry their names themselves, CSS hides it. */
export function legendView(data: ChartData): TemplateResult | typeof nothing {
  if (data.series.length < 2) return nothing;
  const direct = data.type === 'line' && data.series.length <= 4;
  return html`<ul class="legend ${direct ? 'direct' : ''}" part="legend">
    ${data.series.map(({ label }, index) => html`<li>${seriesKey(data, index)}<span>${label}</span></li>`)}
  </ul>`;
}

/** A small picture of how a series looks: its dash or its texture, in its colour. */
export function seriesKey(data: ChartData, index: number): TemplateResult {
  const { dash, texture } = ENCODINGS[index] ?? { dash: [], texture: '' };
  const isBar = data.type === 'bar';
  const plain = isBar && (data.series.length < TEXTURED_FROM || !texture);
  const mark = isBar
    ? svg`<rect width="8" height="8" class=${plain ? 'solid' : 'ground'} /><path d=${texture} class=${plain ? 'gone' : 'texture'} />`
    : svg`<path d="M0 4h24" stroke-dasharray=${dash.join(' ')} class="dash" />`;
  return html`<svg class="key key-${index + 1}" viewBox="0 0 ${isBar ? 8 : 24} 8" aria-hidden="true">${mark}</svg>`;
}
