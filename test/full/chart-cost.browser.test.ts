import { html, render, type CSSResult } from 'lit';
import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChartData, ChartWords } from '../../src/components/internal/chart/chart-data.ts';
import { drawChart } from '../../src/components/internal/chart/chart-module.ts';
import type { Drawing } from '../../src/components/internal/chart/layout.ts';
import { chartStyles } from '../../src/components/internal/chart/chart.styles.ts';
import { readTheme, themeProbe } from '../../src/components/internal/chart/theme.ts';
import { tokens } from '../../src/components/internal/tokens.ts';
import { measureRatio } from './chart-ratio.ts';

Chart.register(LineController, LineElement, LinearScale, PointElement);

const WIDTH = 600;
const HEIGHT = 180;
/** The reason for this limit is in docs/decisions, 'Drawing lines'. */
const UPDATE_LIMIT = 0.8;
const words: ChartWords = { tick: String, value: String, goal: String, partial: '' };
const sheets = [tokens, ...chartStyles].flatMap(({ styleSheet }: CSSResult) => styleSheet ?? []);

afterEach(() => document.body.replaceChildren());

function dataOf(places: number, series: number): ChartData {
  return {
    type: 'line',
    places: Array.from({ length: places }, (_, at) => ({ key: String(at), label: `Day ${at}` })),
    series: Array.from({ length: series }, (_, index) => ({
      key: String(index),
      label: `Series ${index}`,
      values: Array.from({ length: places }, (_, at) => 50 + 40 * Math.sin(at / 9 + index) + ((at * 7919) % 13)),
    })),
    unit: 'count',
    time: true,
    cycle: 7,
  };
}

/** Drawing is done when a pixel can be read. */
const finish = (made: HTMLCanvasElement): unknown => made.getContext('2d')?.getImageData(0, 0, 1, 1);

/** All that a chart of ours is made of, as the controller makes it: markup, styles, theme and drawing. */
function makeOurs(data: ChartData): { update(next: ChartData): void; clear(): void } {
  const place = document.createElement('div');
  const root = place.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  render(html`<div class="base"><div class="plot"><div class="chart">${themeProbe}<canvas></canvas></div></div></div>`, root);
  document.body.append(place);
  const made = root.querySelector('canvas');
  const probe = root.querySelector('.probe');
  if (!made || !probe) throw new Error('Not rendered.');
  const drawing = (given: ChartData): Drawing => ({ data: given, words, theme, rtl: false, width: WIDTH, height: HEIGHT });
  const theme = readTheme(probe);
  const chart = drawChart(made, drawing(data));
  finish(made);
  return {
    update(next) {
      chart.update(drawing(next));
      finish(made);
    },
    clear() {
      chart.destroy();
      place.remove();
    },
  };
}

const mountOurs = (data: ChartData): (() => void) => makeOurs(data).clear;

/** The same data on chart.js as it comes, all points, no animation. */
function mountRaw({ series }: ChartData): () => void {
  const made = document.createElement('canvas');
  made.width = WIDTH;
  made.height = HEIGHT;
  document.body.append(made);
  const chart = new Chart(made, {
    type: 'line',
    data: { datasets: series.map(({ label, values }) => ({ label, data: values.map((y, x) => ({ x, y: y ?? Number.NaN })) })) },
    options: { animation: false, responsive: false, scales: { x: { type: 'linear' } } },
  });
  finish(made);
  return () => {
    chart.destroy();
    made.remove();
  };
}

describe('the cost of a chart, as a ratio', () => {
  it.each([
    [90, 6, 1.3],
    [10_000, 1, 0.4],
    [10_000, 6, 0.2],
  ])('mounting %d × %d costs at most %d of raw chart.js', async (places, series, limit) => {
    const data = dataOf(places, series);
    const ratio = await measureRatio({ ours: () => mountOurs(data), other: () => mountRaw(data) }, limit);
    expect(ratio.high, JSON.stringify(ratio)).toBeLessThan(limit);
  }, 120_000);

  it('an update in place costs clearly less than a mount', async () => {
    const [before, after] = [dataOf(90, 6), dataOf(90, 6)];
    const chart = makeOurs(before);
    const update = (): (() => void) => {
      chart.update(after);
      return () => chart.update(before);
    };
    const ratio = await measureRatio({ ours: update, other: () => mountOurs(after) }, UPDATE_LIMIT);
    chart.clear();
    expect(ratio.high, JSON.stringify(ratio)).toBeLessThan(UPDATE_LIMIT);
  }, 120_000);

  it('canary: all points drawn, and a chart made anew for each update, are caught', async () => {
    const data = dataOf(10_000, 1);
    const whole = await measureRatio({ ours: () => mountRaw(data), other: () => mountRaw(data) }, 0.4);
    expect(whole.high).toBeGreaterThan(0.4);
    const small = dataOf(90, 6);
    const anew = await measureRatio({ ours: () => mountOurs(small), other: () => mountOurs(small) }, UPDATE_LIMIT);
    expect(anew.high).toBeGreaterThan(UPDATE_LIMIT);
  }, 120_000);
});
