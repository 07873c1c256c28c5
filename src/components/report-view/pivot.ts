import type { Cell, ResultSet } from '../../data/query/query.ts';
import type { Series } from '../internal/chart/chart-data.ts';
import { namedBy, type Named } from './naming.ts';
import type { PlotWords } from './plot.ts';

/** A series that knows where its numbers come from. */
export interface PlotSeries extends Series {
  readonly measure: string;
  /** What its records have, by member. */
  readonly held?: Named['held'];
  /** What its records have not, where it gathers the rest. */
  readonly except?: readonly Named['held'][];
}

interface Pivot {
  readonly places: readonly Named[];
  readonly series: readonly PlotSeries[];
  /** Set where not all series are among them. */
  readonly seriesInAll?: number;
}

interface PivotInput {
  readonly result: ResultSet;
  /** The column of the places. */
  readonly x: number;
  /** The dimension that splits into series. */
  readonly color: string | undefined;
  readonly measures: readonly string[];
  readonly words: Pick<PlotWords, 'members' | 'unknown' | 'other'>;
}

const MOST_SERIES = 8;

/**
 * Rows of an answer as places and series; undefined where a place would have two values. Beyond eight series the largest seven stand
 * with the sum of the others, or, where values cannot be added up, the largest eight alone.
 */
export function pivot({ result, x, color, measures, words }: PivotInput): Pivot | undefined {
  const columns = measures.map((name) => result.columns.findIndex((column) => column.name === name));
  const split = color === undefined ? -1 : result.columns.findIndex(({ name }) => name === color);
  if (color !== undefined && split < 0) return undefined;
  const rows = result.data[x]?.length ?? 0;
  const [placeAt, splitAt] = [namedBy(result, x), namedBy(result, split)];
  const order = new Map<Cell, number>();
  const places: Named[] = [];
  const found = new Map<Cell, { named?: Named; values: (number | null)[] }>();
  const seen = new Set<string>();
  for (let row = 0; row < rows; row++) {
    const named = placeAt(row);
    const place = order.get(named.key) ?? places.push(named) - 1;
    order.set(named.key, place);
    const group = split < 0 ? undefined : splitAt(row);
    const spot = `${place} ${String(group?.key)} ${typeof group?.key}`;
    if (seen.has(spot)) return undefined;
    seen.add(spot);
    columns.forEach((column, index) => {
      const key = group ? group.key : (measures[index] ?? '');
      const entry = found.get(key) ?? { named: group, values: [] };
      found.set(key, entry);
      const value = result.data[column]?.[row];
      entry.values[place] = typeof value === 'number' ? value : null;
    });
  }
  const measure = measures[0] ?? '';
  const plotted = [...found].map(([key, entry]): PlotSeries => {
    const values = Array.from(places, (_, place) => entry.values[place] ?? null);
    if (!entry.named) return { key: null, measure: String(key), label: words.members.label(String(key)), values };
    const { label = key === null ? words.unknown : String(key), held } = entry.named;
    return { key: key === null ? null : String(key), measure, held, label, values };
  });
  const additive = words.members.isAdditive(measure);
  return { places, ...limited(split < 0 ? plotted : speaking(plotted, additive), additive, words.other) };
}

/** Series that say something: of counts not those of 0 throughout, of all else not those without a value. Where none does, all. */
function speaking(series: readonly PlotSeries[], additive: boolean): readonly PlotSeries[] {
  const told = series.filter(({ values }) => values.some((value) => (additive ? value : value !== null)));
  return told.length ? told : series;
}

function limited(series: readonly PlotSeries[], additive: boolean, other: string): Pick<Pivot, 'series' | 'seriesInAll'> {
  if (series.length <= MOST_SERIES) return { series };
  const size = ({ values }: PlotSeries): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const bySize = series.toSorted((a, b) => size(b) - size(a));
  const kept = new Set(bySize.slice(0, additive ? MOST_SERIES - 1 : MOST_SERIES));
  // In the order of the answer, which does not move as values change.
  const shown = series.filter((each) => kept.has(each));
  if (!additive) return { series: shown, seriesInAll: series.length };
  return { series: [...shown, rest(series.filter((each) => !kept.has(each)), shown, other)] };
}

function rest(others: readonly PlotSeries[], shown: readonly PlotSeries[], label: string): PlotSeries {
  const [first] = others;
  const values = (first?.values ?? []).map((_, place) => {
    const known = others.flatMap((each) => each.values[place] ?? []);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
  });
  return { key: null, label, values, measure: first?.measure ?? '', except: shown.flatMap(({ held }) => (held ? [held] : [])) };
}
