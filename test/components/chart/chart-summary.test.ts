import { describe, expect, it } from 'vitest';
import type { ChartData, ChartWords } from '../../../src/components/internal/chart/chart-data.ts';
import { chartSummary } from '../../../src/components/internal/chart/chart-summary.ts';
import { formatFor } from '../../../src/components/internal/format.ts';
import en from '../../../src/terms/en.ts';
import pl from '../../../src/terms/pl.ts';

const words: ChartWords = { tick: String, value: String, goal: String, partial: 'not over' };
const format = formatFor('en-GB', 'UTC');

function data(values: (number | null)[][], partial?: number): ChartData {
  const places = ['6 Oct', '7 Oct', '8 Oct'].map((label) => ({ key: label, label }));
  const series = values.map((list, index) => ({ key: null, label: ['Email', 'Chat'][index] ?? '', values: list }));
  return { type: 'line', places, series, unit: 'count', time: true, partial };
}

describe('chartSummary', () => {
  it('tells span, lowest and highest of one series', () => {
    expect(chartSummary(data([[5, 2, 9]]), words, format, en)).toBe('From 6 Oct to 8 Oct, lowest 2 (7 Oct), highest 9 (8 Oct).');
  });

  it('never calls lowest what may still grow, and says what is not over', () => {
    expect(chartSummary(data([[5, 4, 1]], 2), words, format, en)).toBe('From 6 Oct to 8 Oct, lowest 4 (7 Oct), highest 5 (6 Oct); 8 Oct is not over.');
  });

  it('names the series of several, and where the extremes are', () => {
    expect(chartSummary(data([[5, null, 9], [1, 2, null]]), words, format, en)).toBe(
      'Email and Chat: from 6 Oct to 8 Oct, lowest 1 (Chat, 6 Oct), highest 9 (Email, 8 Oct).',
    );
  });

  it('says that there is nothing', () => {
    expect(chartSummary(data([[null, null, null]]), words, format, pl)).toBe('Od 6 Oct do 8 Oct, brak danych.');
  });
});
