import { html, render, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ChartData, ChartWords, Spot } from './chart-data.ts';
import type { DrawnChart } from './chart-module.ts';
import { tipView } from './chart-tip.ts';
import { dropDraw, queueDraw } from './draw-queue.ts';
import { readTheme, themeProbe, watchTheme, type Theme } from './theme.ts';

/** What is drawn, and what happens on a click. */
export interface ChartInput {
  readonly data: ChartData;
  readonly words: ChartWords;
  /** Accessible name of the graphic. */
  readonly name: string;
  /** The one sentence that describes it. */
  readonly summary: string;
  /** A place with a value was clicked. */
  onSelect?(spot: Spot, event: MouseEvent): void;
}

type ChartModule = typeof import('./chart-module.ts');

const FRAMES_BETWEEN_RESIZES = 6;
const TIP_GAP = 12;

let chartModule: Promise<ChartModule> | undefined;

function loadChartModule(): Promise<ChartModule> {
  chartModule ??= import('./chart-module.ts').catch((error: unknown) => {
    chartModule = undefined;
    throw error;
  });
  return chartModule;
}

/**
 * One chart of an element: exists while its canvas is connected and has a size, follows data, theme, direction and size, and leaves
 * nothing behind. The drawing code is loaded with the first chart.
 */
export class ChartController {
  readonly #host: { requestUpdate(): void };
  #input: ChartInput | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #probe: Element | undefined;
  #chart: DrawnChart | undefined;
  #theme: Theme | undefined;
  #release = new AbortController();
  #observer: ResizeObserver | undefined;
  #width = 0;
  #height = 0;
  #frame = 0;
  #shownPlace = -1;
  #failed = false;

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  /** The drawing code could not be loaded: the table must speak for the chart. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The canvas with its name and description; draws in one of the next frames. */
  render(input: ChartInput): TemplateResult {
    const same = this.#input?.data === input.data && this.#input.words === input.words;
    this.#input = input;
    if (!same) queueDraw(this.#draw);
    return html`<div class="chart" part="chart">
      ${themeProbe}
      <canvas role="img" aria-label=${input.name} aria-description=${input.summary} ${ref(this.#attach)}></canvas>
      <div class="tip" aria-hidden="true" hidden></div>
    </div>`;
  }

  /** Lit calls this with the canvas when it is rendered or connected again, and with nothing when it goes. */
  readonly #attach = (canvas?: Element): void => {
    this.#stop();
    if (canvas instanceof HTMLCanvasElement && canvas.parentElement) this.#start(canvas, canvas.parentElement);
  };

  #start(canvas: HTMLCanvasElement, frame: HTMLElement): void {
    const { signal } = (this.#release = new AbortController());
    this.#canvas = canvas;
    this.#observer = new ResizeObserver(([entry]) => entry && this.#resized(entry.contentRect));
    this.#observer.observe(frame);
    this.#probe = frame.querySelector('.probe') ?? frame;
    watchTheme(this.#probe, this.#themeChanged, signal);
    frame.addEventListener('pointermove', this.#pointed, { signal });
    frame.addEventListener('pointerleave', this.#hideTip, { signal });
    frame.addEventListener('click', this.#clicked, { signal });
  }

  #stop(): void {
    this.#release.abort();
    this.#observer?.disconnect();
    dropDraw(this.#draw);
    cancelAnimationFrame(this.#frame);
    this.#chart?.destroy();
    this.#hideTip();
    this.#observer = this.#chart = this.#canvas = this.#probe = this.#theme = undefined;
    this.#frame = this.#width = this.#height = 0;
  }

  #resized({ width, height }: DOMRectReadOnly): void {
    if (width < 1 || height < 1) return;
    [this.#width, this.#height] = [Math.floor(width), Math.floor(height)];
    if (this.#chart) this.#redrawSoon();
    else queueDraw(this.#draw);
  }

  /** At most one draw in some frames while the size goes on changing; the last size always gets one. */
  #redrawSoon(): void {
    if (this.#frame) return;
    let left = FRAMES_BETWEEN_RESIZES;
    const wait = (): void => {
      this.#frame = --left > 0 ? requestAnimationFrame(wait) : 0;
      if (left === 0) queueDraw(this.#draw);
    };
    this.#frame = requestAnimationFrame(wait);
  }

  readonly #themeChanged = (): void => {
    this.#theme = undefined;
    // Printing takes the page in the same task.
    if (matchMedia('print').matches) this.#draw();
    else queueDraw(this.#draw);
  };

  readonly #draw = (): void => {
    if (this.#canvas && this.#width) void this.#drawOn(this.#canvas);
  };

  async #drawOn(canvas: HTMLCanvasElement): Promise<void> {
    const module = this.#chart ? undefined : await loadChartModule().catch(() => undefined);
    // It may have gone while the code was coming.
    const drawing = this.#canvas === canvas && this.#drawing(canvas);
    if (!drawing) return;
    if (this.#chart) this.#chart.update(drawing);
    else if (module) this.#chart = module.drawChart(canvas, drawing);
    else {
      this.#failed = true;
      this.#host.requestUpdate();
    }
  }

  #drawing(canvas: HTMLCanvasElement): Parameters<DrawnChart['update']>[0] | undefined {
    if (!this.#input || !this.#probe) return undefined;
    this.#hideTip();
    this.#theme ??= readTheme(this.#probe);
    const { data, words } = this.#input;
    return { data, words, theme: this.#theme, rtl: getComputedStyle(canvas).direction === 'rtl', width: this.#width, height: this.#height };
  }

  readonly #pointed = (event: PointerEvent): void => {
    const spot = this.#chart?.locate(event.offsetX, event.offsetY);
    const tip = this.#tip;
    if (!spot || !tip || !this.#chart || !this.#input) return this.#hideTip();
    const { data, words, onSelect } = this.#input;
    this.#canvas?.classList.toggle('over', onSelect !== undefined && hasValue(data, spot));
    if (spot.place !== this.#shownPlace) {
      this.#shownPlace = spot.place;
      render(tipView(data, spot.place, words), tip);
    }
    tip.hidden = false;
    const { x } = this.#chart.anchor(spot);
    const left = x + tip.offsetWidth + TIP_GAP > this.#width ? x - tip.offsetWidth - TIP_GAP : x + TIP_GAP;
    tip.style.setProperty('translate', `${Math.max(0, left)}px ${Math.max(0, event.offsetY - tip.offsetHeight - TIP_GAP)}px`);
  };

  readonly #hideTip = (): void => {
    this.#shownPlace = -1;
    this.#canvas?.classList.remove('over');
    if (this.#tip) this.#tip.hidden = true;
  };

  readonly #clicked = (event: MouseEvent): void => {
    const spot = this.#chart?.locate(event.offsetX, event.offsetY);
    if (spot && this.#input && hasValue(this.#input.data, spot)) this.#input.onSelect?.(spot, event);
  };

  get #tip(): HTMLElement | null | undefined {
    return this.#canvas?.parentElement?.querySelector<HTMLElement>('.tip');
  }
}

function hasValue(data: ChartData, { place, series }: Spot): boolean {
  return (data.series[series]?.values[place] ?? null) !== null;
}
