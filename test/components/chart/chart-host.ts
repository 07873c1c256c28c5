import { LitElement, html } from 'lit';
import { ChartController } from '../../../src/components/internal/chart/chart-controller.ts';
import type { ChartData, ChartWords, Spot } from '../../../src/components/internal/chart/chart-data.ts';
import { chartStyles } from '../../../src/components/internal/chart/chart.styles.ts';
import { tokens } from '../../../src/components/internal/tokens.ts';

const words: ChartWords = { tick: String, value: String, goal: (value) => `Goal ${value}`, partial: 'not over' };

/** The least element that has a chart. */
export class ChartHost extends LitElement {
  static override styles = [tokens, chartStyles];
  static override properties = { data: { attribute: false }, shown: { attribute: false } };
  declare data: ChartData | undefined;
  declare shown: boolean;
  readonly chart = new ChartController(this);
  readonly clicked: Spot[] = [];

  constructor() {
    super();
    this.shown = true;
  }

  protected override render(): unknown {
    if (!this.data || !this.shown) return html`<div class="base"></div>`;
    const onSelect = (spot: Spot): void => void this.clicked.push(spot);
    return html`<div class="base"><div class="plot">${this.chart.render({ data: this.data, words, name: 'Chart', summary: 'Sentence', onSelect })}</div></div>`;
  }
}
customElements.define('chart-host', ChartHost);

/** A host in the page, of a size. */
export function mountHost(data: ChartData, width = 400): ChartHost {
  const host = new ChartHost();
  host.data = data;
  host.style.setProperty('display', 'block');
  host.style.setProperty('inline-size', `${width}px`);
  document.body.append(host);
  return host;
}

/** So many places with these series. */
export function chartData(values: readonly (readonly (number | null)[])[], more: Partial<ChartData> = {}): ChartData {
  const places = (values[0] ?? []).map((_, at) => ({ key: String(at), label: `Day ${at + 1}` }));
  const series = values.map((list, index) => ({ key: String(index), label: `Series ${index + 1}`, values: list }));
  return { type: 'bar', places, series, unit: 'count', time: true, ...more };
}
