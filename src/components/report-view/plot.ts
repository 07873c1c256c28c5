import type { RecordsRef, ReportData } from '../../data/adapter.ts';
import type { Filter, Granularity, Query, ResultSet } from '../../data/query/query.ts';
import type { Report } from '../../data/reports/report.ts';
import { axisColumn, partialBucket, recordsAt, timeAxis } from '../../data/reports/series.ts';
import type { ChartData, Place, Spot } from '../internal/chart/chart-data.ts';
import type { TableColumn } from '../internal/chart/chart-table.ts';
import type { FigureUnit } from '../internal/figure.ts';
import type { Members } from './members.ts';
import type { Named } from './naming.ts';
import { pivot, type PlotSeries } from './pivot.ts';

/** How places and series are named, in the reader's language. */
export interface PlotWords {
  readonly members: Pick<Members, 'label' | 'countsRecords' | 'isAdditive'>;
  bucket(label: string, granularity: Granularity): string;
  readonly unknown: string;
  readonly other: string;
}

/** What a report shows of an answer. */
export interface Plot {
  /** Absent: the answer is shown as a table. */
  readonly chart?: ChartData;
  /** The same numbers; or every column of the answer, where there is no chart. */
  readonly table: readonly TableColumn[];
  /** Measures, first the one that leads. */
  readonly measures: readonly string[];
  /** Of each measure. */
  readonly units: Readonly<Record<string, FigureUnit>>;
  readonly granularity?: Granularity;
  /** How many series there are, where not all of them are shown. */
  readonly seriesInAll?: number;
  readonly truncated: boolean;
  /** The measure and the records behind one point. */
  point(spot: Spot): { measure: string; records: RecordsRef | undefined };
}

/** One answer of a report, with the query that it answers. */
interface Answer {
  readonly result: ResultSet;
  readonly query: Query;
  /** As it was asked, so that points can lead to their records. */
  readonly asked: boolean;
}

const DRAWN = ['line', 'area', 'bar'] as const;
/** Round steps of labels, in buckets. */
const CYCLES: Readonly<Record<Granularity, number>> = { hour: 6, day: 7, week: 4, month: 3, quarter: 4, year: 5 };
const UNITS: readonly string[] = ['ms', 'ratio', 'points'];

/** The drawing and the table of a report's answer; undefined where there is no answer to its queries. */
export function plotReport(report: Report, data: ReportData, words: PlotWords): Plot | undefined {
  const answer = mainAnswer(report, data);
  if (!answer) return undefined;
  const { result } = answer;
  const measures = measuresOf(report, answer);
  const units = Object.fromEntries(measures.map((name) => [name, unitOf(result, name)]));
  const base = { measures, units, truncated: result.truncated ?? false };
  return drawn(report, answer, measures, words, base) ?? { ...base, table: rawTable(answer, words), point: () => ({ measure: measures[0] ?? '', records: undefined }) };
}

function mainAnswer({ queries, visualization }: Report, { results, queries: asked }: ReportData): Answer | undefined {
  const answers = Object.keys(queries).flatMap((name): Answer[] => {
    const result = results[name];
    const query = asked?.[name] ?? queries[name];
    return result && query ? [{ result, query, asked: asked?.[name] !== undefined }] : [];
  });
  const [first] = visualization.y ?? [];
  return answers.find(({ result }) => result.columns.some(({ name }) => name === first)) ?? answers[0];
}

function measuresOf({ visualization: { x, y, color } }: Report, { result, query }: Answer): string[] {
  const columns = result.columns.map(({ name }) => name);
  const wanted = y ?? query.measures ?? result.columns.filter(({ name, type }) => type === 'number' && name !== x && name !== color).map(({ name }) => name);
  return wanted.filter((name) => columns.includes(name));
}

/** The chart, where the report asks for one that can say the answer whole: one unit, one value for each place and series. */
function drawn({ visualization: v }: Report, answer: Answer, measures: string[], words: PlotWords, base: Pick<Plot, 'measures' | 'units' | 'truncated'>): Plot | undefined {
  const type = DRAWN.find((each) => each === v.type);
  const { result, query } = answer;
  const x = placeColumn(v.x, answer);
  const units = new Set(Object.values(base.units));
  const [unit] = units;
  if (!type || !unit || x < 0 || units.size > 1 || (v.color && measures.length > 1)) return undefined;
  const found = pivot({ result, x, color: v.color, measures, words });
  if (!found) return undefined;
  const axis = timeAxis(query);
  const granularity = axis && axisColumn(result, axis) === x ? axis.granularity : undefined;
  const places = found.places.map((named): Place => placeOf(named, granularity, words));
  const late = granularity && partialBucket(query, result.asOf);
  const partial = late === undefined ? -1 : places.findIndex(({ key }) => key === late);
  const chart: ChartData = {
    type,
    stacked: v.stacked,
    places,
    series: found.series,
    unit,
    time: granularity !== undefined,
    cycle: granularity && CYCLES[granularity],
    partial: partial < 0 ? undefined : partial,
    goal: v.goal,
  };
  const head = result.columns[x]?.name ?? '';
  const isNamed = found.places.some(({ label }) => label !== undefined);
  return {
    ...base,
    chart,
    granularity,
    seriesInAll: found.seriesInAll,
    table: [
      {
        head: words.members.label(axis && granularity ? axis.dimension : isNamed ? head.replace(/Id$/, '') : head),
        granularity,
        cells: places.map(({ key, label }) => (isNamed ? label : key)),
      },
      ...found.series.map(({ label, values }) => ({ head: label, unit, cells: values })),
    ],
    point: (spot) => pointOf({ answer, chart, plotted: found.series, held: granularity ? undefined : found.places.map(({ held }) => held), words }, spot),
  };
}

function placeColumn(x: string | undefined, { result, query }: Answer): number {
  const axis = timeAxis(query);
  if (axis && (x === undefined || x === axis.dimension)) return axisColumn(result, axis);
  return result.columns.findIndex(({ name, type }) => (x === undefined ? type !== 'number' : name === x));
}

function placeOf({ key: cell, label }: Named, granularity: Granularity | undefined, words: PlotWords): Place {
  if (cell === null) return { key: null, label: words.unknown };
  const key = String(cell);
  if (label !== undefined) return { key, label };
  return { key, label: granularity ? words.bucket(key, granularity) : key };
}

function unitOf({ columns }: ResultSet, measure: string): FigureUnit {
  const unit = columns.find(({ name }) => name === measure)?.unit ?? '';
  return UNITS.includes(unit) ? (unit as FigureUnit) : 'count';
}

interface Pointed {
  readonly answer: Answer;
  readonly chart: ChartData;
  readonly plotted: readonly PlotSeries[];
  /** What the records of each place have, where the axis is no date. */
  readonly held: readonly Named['held'][] | undefined;
  readonly words: PlotWords;
}

function pointOf({ answer: { query, asked }, chart: { places, series }, plotted, held: along, words }: Pointed, { place, series: at }: Spot): ReturnType<Plot['point']> {
  const { measure, held, except } = plotted[at] ?? { measure: '' };
  if (!asked || !measure) return { measure, records: undefined };
  const value = series[at]?.values[place] ?? undefined;
  const records = recordsAt(query, {
    measure,
    bucket: along ? undefined : (places[place]?.key ?? undefined),
    values: { ...along?.[place], ...held },
    count: words.members.countsRecords(measure) ? value : undefined,
  });
  if (!except) return { measure, records };
  return { measure, records: { ...records, query: { ...records.query, filters: [...(records.query.filters ?? []), ...notAnyOf(except)] } } };
}

/** Everything but some groups; records without a value stay, unless they are among those left out. */
function notAnyOf(groups: readonly Named['held'][]): Filter[] {
  const [plain, named] = [groups.filter((held) => Object.keys(held).length === 1), groups.filter((held) => Object.keys(held).length > 1)];
  const [member = ''] = Object.keys(plain[0] ?? {});
  const keys = plain.map((held) => held[member] ?? null);
  const values = keys.flatMap((key) => (key === null ? [] : [String(key)]));
  return [
    ...(plain.length ? [{ member, operator: 'notEquals', values } as const] : []),
    ...(keys.includes(null) ? [{ member, operator: 'set' } as const] : []),
    ...named.map(unlike),
  ];
}

/** Those without an id that are called by a name: all others have an id or another name. */
function unlike(held: Named['held']): Filter {
  return { or: Object.entries(held).map(([member, value]): Filter => (value === null ? { member, operator: 'set' } : { member, operator: 'notEquals', values: [String(value)] })) };
}

function rawTable({ result, query }: Answer, words: PlotWords): TableColumn[] {
  const axis = timeAxis(query);
  const at = axis ? axisColumn(result, axis) : -1;
  return result.columns.map(({ name, type }, index) => ({
    head: words.members.label(axis && index === at ? axis.dimension : name),
    unit: type === 'number' ? unitOf(result, name) : undefined,
    granularity: index === at ? axis?.granularity : undefined,
    time: type === 'time',
    cells: result.data[index] ?? [],
  }));
}
