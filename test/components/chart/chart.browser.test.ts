import { Chart } from 'chart.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chartData, mountHost, type ChartHost } from './chart-host.ts';

const WAIT = { timeout: 5000, interval: 20 };

const canvasOf = (host: ChartHost): HTMLCanvasElement => {
  const canvas = host.shadowRoot?.querySelector('canvas');
  if (!canvas) throw new Error('There is no canvas.');
  return canvas;
};

async function drawn(host: ChartHost): Promise<Chart> {
  return vi.waitFor(() => {
    const chart = Chart.getChart(canvasOf(host));
    if (!chart) throw new Error('Not drawn yet.');
    return chart;
  }, WAIT);
}

const frames = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
};

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('dir');
  vi.restoreAllMocks();
});

describe('drawing', () => {
  it('draws what it is given, once the canvas has a size', async () => {
    const host = mountHost(chartData([[1, 2, null]]));
    const chart = await drawn(host);
    expect(chart.data.datasets[0]?.data).toEqual([{ x: 0, y: 1 }, { x: 1, y: 2 }, { x: 2, y: null }]);
    expect(chart.width).toBe(canvasOf(host).parentElement?.clientWidth);
  });

  it('waits for a size', async () => {
    const host = mountHost(chartData([[1, 2]]));
    host.style.setProperty('display', 'none');
    await frames(5);
    expect(Chart.getChart(canvasOf(host))).toBeUndefined();
    host.style.setProperty('display', 'block');
    await drawn(host);
  });

  it('takes new data in place, with no animation', async () => {
    const host = mountHost(chartData([[1, 2]]));
    const chart = await drawn(host);
    host.data = chartData([[5, 6, 7]]);
    await vi.waitFor(() => expect(chart.data.datasets[0]?.data).toHaveLength(3), WAIT);
    expect(Chart.getChart(canvasOf(host))).toBe(chart);
    expect(chart.options.animation).toBe(false);
  });

  it('draws at most 800 points of a series, its peak among them', async () => {
    const values = Array.from({ length: 50_000 }, (_, at) => (at === 31_337 ? 1_000_000 : at % 10));
    const chart = await drawn(mountHost(chartData([values], { type: 'line' })));
    const data = chart.data.datasets[0]?.data as unknown as { x: number; y: number }[];
    expect(data.length).toBeLessThanOrEqual(800);
    expect(data).toContainEqual({ x: 31_337, y: 1_000_000 });
  });

  it('a place outside the plot is none, a bar tells place and series, nothing is no click', async () => {
    const host = mountHost(chartData([[4, null], [4, 4]]));
    const chart = await drawn(host);
    const canvas = canvasOf(host);
    const click = (x: number, y: number): void => {
      const box = canvas.getBoundingClientRect();
      canvas.dispatchEvent(new MouseEvent('click', { clientX: box.left + x, clientY: box.top + y, bubbles: true, composed: true }));
    };
    const bars = [0, 1].map((series) => chart.getDatasetMeta(series).data.map(({ x, y }) => ({ x, y })));
    const at = (series: number, place: number) => bars[series]?.[place] ?? { x: 0, y: 0 };
    click(at(0, 0).x, at(0, 0).y + 5);
    click(at(1, 0).x, at(1, 0).y + 5);
    click(at(1, 1).x, at(1, 1).y + 5);
    click(at(0, 1).x, at(1, 1).y + 5);
    click(1, 1);
    expect(host.clicked).toEqual([{ place: 0, series: 0 }, { place: 0, series: 1 }, { place: 1, series: 1 }]);
  });

  it('reads from the right where the text does, and follows a change of direction', async () => {
    const host = mountHost(chartData([[1, 2, 3]]));
    const chart = await drawn(host);
    expect(chart.options.scales?.x?.reverse).toBe(false);
    document.documentElement.dir = 'rtl';
    await vi.waitFor(() => expect(chart.options.scales?.x?.reverse).toBe(true), WAIT);
  });

  it('follows tokens, scheme and theme of the page without being told', async () => {
    const host = mountHost(chartData([[1, 2, 3]], { type: 'line' }));
    const chart = await drawn(host);
    const colour = (): unknown => chart.data.datasets[0]?.borderColor;
    expect(colour()).toBe('rgb(33, 84, 196)');
    host.style.setProperty('color-scheme', 'dark');
    await vi.waitFor(() => expect(colour()).toBe('rgb(102, 144, 232)'), WAIT);
    host.style.setProperty('--hd-color-series-1', 'rgb(1, 2, 3)');
    await vi.waitFor(() => expect(colour()).toBe('rgb(1, 2, 3)'), WAIT);
  });

  it('names appear in the tooltip as text', async () => {
    const data = chartData([[1, 2]]);
    const host = mountHost({ ...data, series: [{ key: 'x', label: '<img src=x onerror=alert(1)>', values: [1, 2] }] });
    const chart = await drawn(host);
    const [bar] = chart.getDatasetMeta(0).data;
    const box = canvasOf(host).getBoundingClientRect();
    const init = { clientX: box.left + (bar?.x ?? 0), clientY: box.top + (bar?.y ?? 0) + 5, bubbles: true, composed: true };
    canvasOf(host).dispatchEvent(new PointerEvent('pointermove', init));
    const tip = host.shadowRoot?.querySelector<HTMLElement>('.tip');
    expect(tip?.hidden).toBe(false);
    expect(tip?.textContent).toContain('<img src=x onerror=alert(1)>');
    expect(tip?.querySelector('img')).toBeNull();
  });
});

/** Counts what is made and let go while `act` runs. */
async function balance(act: () => Promise<void>): Promise<Record<string, number>> {
  const live = { charts: 0, observers: 0, listeners: 0 };
  const observe = vi.spyOn(ResizeObserver.prototype, 'observe').mockImplementation(function (this: ResizeObserver, ...input) {
    live.observers++;
    return original.observe.apply(this, input);
  });
  const disconnect = vi.spyOn(ResizeObserver.prototype, 'disconnect').mockImplementation(function (this: ResizeObserver) {
    live.observers--;
    return original.disconnect.call(this);
  });
  const listen = vi.spyOn(MediaQueryList.prototype, 'addEventListener').mockImplementation(function (this: MediaQueryList, ...input: Parameters<EventTarget['addEventListener']>) {
    live.listeners++;
    const [, , options] = input;
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => live.listeners--, { once: true });
    return original.listen.apply(this, input);
  });
  await act();
  live.charts = Object.keys(Chart.instances).length;
  for (const spy of [observe, disconnect, listen]) spy.mockRestore();
  return live;
}

const original = {
  observe: ResizeObserver.prototype.observe,
  disconnect: ResizeObserver.prototype.disconnect,
  listen: EventTarget.prototype.addEventListener,
};

describe('life cycle', () => {
  it('leaves nothing behind after 50 rounds of leaving and coming back', async () => {
    const left = await balance(async () => {
      const host = mountHost(chartData([[1, 2, 3]]));
      for (let round = 0; round < 50; round++) {
        await drawn(host);
        host.remove();
        document.body.append(host);
      }
      await drawn(host);
      host.remove();
    });
    expect(left).toEqual({ charts: 0, observers: 0, listeners: 0 });
  });

  it('canary: a chart that is not destroyed is counted', async () => {
    const forgotten: Chart[] = [];
    const left = await balance(async () => {
      const canvas = document.createElement('canvas');
      document.body.append(canvas);
      forgotten.push(new Chart(canvas, { type: 'bar', data: { datasets: [] } }));
      canvas.remove();
    });
    expect(left.charts).toBe(1);
    forgotten.forEach((chart) => chart.destroy());
  });

  it('a chart that leaves before its code is there, or in the frame of its drawing, is not drawn', async () => {
    const host = mountHost(chartData([[1, 2, 3]]));
    await host.updateComplete;
    host.remove();
    await frames(10);
    expect(Object.keys(Chart.instances)).toEqual([]);
  });

  it('goes with its canvas when the host shows something else, and comes back', async () => {
    const host = mountHost(chartData([[1, 2, 3]]));
    await drawn(host);
    host.shown = false;
    await host.updateComplete;
    expect(Object.keys(Chart.instances)).toEqual([]);
    host.shown = true;
    await host.updateComplete;
    await drawn(host);
  });
});

describe('resizing', () => {
  it('100 sizes in 100 frames are at most 20 draws, the last one exact', async () => {
    const host = mountHost(chartData([[1, 2, 3]]));
    const chart = await drawn(host);
    const draw = vi.spyOn(chart, 'draw');
    for (let step = 1; step <= 100; step++) {
      host.style.setProperty('inline-size', `${400 + step}px`);
      await frames(1);
    }
    await vi.waitFor(() => expect(chart.width).toBe(500), WAIT);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(20);
    expect(draw.mock.calls.length).toBeGreaterThan(0);
  });
});
