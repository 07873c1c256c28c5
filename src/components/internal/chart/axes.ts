import type { ChartOptions, Scale, ScriptableScaleContext } from 'chart.js';
import { shorten, type Kind, type Layout } from './layout.ts';
import { labelledPlaces } from './plan.ts';
import type { Theme } from './theme.ts';

type Scales = NonNullable<ChartOptions<Kind>['scales']>;
type AxisOptions = NonNullable<Scales[string]>;

const TICK = 4;
const GAP = 8;

/** Both axes: one line at zero, a few lines across, labels that are never turned. */
export function axisOptions(layout: Layout): Scales {
  const places = placeAxis(layout);
  const values = valueAxis(layout);
  return layout.lying ? { x: values, y: places } : { x: places, y: values };
}

function valueAxis({ data, words, theme, rtl, lying, ticks }: Layout): AxisOptions {
  return {
    type: 'linear',
    min: ticks[0],
    max: ticks.at(-1),
    stacked: data.stacked ?? false,
    reverse: lying && rtl,
    position: lying ? 'bottom' : sideOf(rtl),
    border: { display: false },
    grid: { drawTicks: false, color: ({ tick }: ScriptableScaleContext) => (tick.value === 0 ? theme.axis : theme.grid) },
    ticks: { ...labelOptions(theme), padding: GAP, callback: (value) => words.tick(Number(value)) },
    afterBuildTicks(scale: Scale) {
      setTicks(scale, ticks);
    },
  };
}

function placeAxis(layout: Layout): AxisOptions {
  const { data, theme, rtl, lying } = layout;
  // Half a place on both sides for bars, and for a point that is alone.
  const margin = data.type === 'bar' || data.places.length < 2 ? 0.5 : 0;
  return {
    type: 'linear',
    min: -margin,
    max: data.places.length - 1 + margin,
    // The margin is ours; chart.js would add another.
    offset: false,
    stacked: data.stacked ?? false,
    reverse: lying || rtl,
    position: lying ? sideOf(rtl) : 'bottom',
    border: { display: false },
    grid: { offset: false, drawOnChartArea: false, drawTicks: data.type !== 'bar', tickLength: TICK, color: theme.axis },
    ticks: {
      ...labelOptions(theme),
      padding: data.type === 'bar' ? GAP : TICK,
      callback: (place) => shorten(data.places[Number(place)]?.label ?? '', layout),
    },
    afterBuildTicks(scale: Scale) {
      const room = lying ? Infinity : scale.maxWidth;
      setTicks(scale, labelledPlaces(data, room, layout.widestLabel));
    },
  };
}

/** In the order in which chart.js leaves room for the outermost labels: that of the pixels. */
function setTicks(scale: Scale, values: readonly number[]): void {
  const ticks = values.map((value) => ({ value }));
  scale.ticks = scale.options.reverse ? ticks.reverse() : ticks;
}

function labelOptions({ muted, font, fontSize }: Theme): { color: string; font: { family: string; size: number }; autoSkip: false; minRotation: 0; maxRotation: 0 } {
  return { color: muted, font: { family: font, size: fontSize }, autoSkip: false, minRotation: 0, maxRotation: 0 };
}

function sideOf(rtl: boolean): 'left' | 'right' {
  return rtl ? 'right' : 'left';
}
