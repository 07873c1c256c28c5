import type { Terms } from '../../../terms/terms.ts';
import { fillText } from '../fill.ts';
import type { Format } from '../format.ts';
import type { ChartData, ChartWords } from './chart-data.ts';

interface Extreme {
  value: number;
  place: string;
}

/** What the chart shows, in one sentence: its series, its span, its lowest and highest value, and what is not over. */
export function chartSummary(data: ChartData, words: ChartWords, format: Format, terms: Terms): string {
  const first = data.places[0]?.label ?? '';
  const last = data.places.at(-1)?.label ?? '';
  const [lowest, highest] = extremes(data);
  const subject = data.series.length > 1 ? `${format.list(data.series.map(({ label }) => label))}: ` : '';
  if (!lowest || !highest) return capital(subject + fillText(terms.chart.nothing, first, last), format);
  const told = fillText(terms.chart.summary, first, last, words.value(lowest.value), lowest.place, words.value(highest.value), highest.place);
  const partial = data.partial === undefined ? undefined : data.places[data.partial]?.label;
  return capital(subject + told + (partial === undefined ? '.' : fillText(terms.chart.andPartial, partial)), format);
}

/** Lowest and highest value; what is not over can only be the highest, for it may grow. */
function extremes(data: ChartData): [lowest?: Extreme, highest?: Extreme] {
  let lowest: Extreme | undefined;
  let highest: Extreme | undefined;
  const several = data.series.length > 1;
  for (const { label, values } of data.series) {
    values.forEach((value, at) => {
      if (value === null) return;
      const place = several ? `${label}, ${data.places[at]?.label}` : (data.places[at]?.label ?? '');
      if (at !== data.partial && (!lowest || value < lowest.value)) lowest = { value, place };
      if (!highest || value > highest.value) highest = { value, place };
    });
  }
  return [lowest ?? highest, highest];
}

function capital(sentence: string, { language }: Format): string {
  const [first = ''] = sentence;
  return first.toLocaleUpperCase(language) + sentence.slice(first.length);
}
