import { describe, expect, it } from 'vitest';
import { numericBuilder } from '../../../src/data/records/column-builder.ts';
import { numberReader, type NumberReaderOptions } from '../../../src/data/records/readers.ts';

function read(texts: readonly unknown[], options: NumberReaderOptions = {}) {
  const problems: string[] = [];
  const builder = numericBuilder('number', numberReader(options), (code, row) => problems.push(`${code}@${row}`));
  texts.forEach((text, row) => builder.set(row, text));
  const steps = builder.finish(texts.length);
  let step = steps.next();
  while (!step.done) step = steps.next();
  if (step.value.kind !== 'number') throw new Error('not a number column');
  return { values: Array.from(step.value.values, (value) => (Number.isNaN(value) ? null : value)), problems };
}

describe('numbers', () => {
  it.each([
    ['12', 12],
    ['-3', -3],
    ['1.5', 1.5],
    ['1.234', 1.234],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1,5', 1.5],
    ['1 234 567', 1_234_567],
    ['1\u00A0234,5', 1234.5],
    ['1’234.5', 1234.5],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['007', 7],
  ])('%s is %d', (text, value) => {
    expect(read([text])).toEqual({ values: [value], problems: [] });
  });

  it.each(['abc', '1.2.3', '12,34,567', '1-2', '+', '0x10', 'Infinity', '1e999', '85 %'])('%s is none', (text) => {
    expect(read([text])).toEqual({ values: [null], problems: ['bad-number@0'] });
  });

  it('learn the decimal comma from the column', () => {
    expect(read(['1,234', '2,5', '1.000']).values).toEqual([1.234, 2.5, 1000]);
    expect(read(['1,234', '2.5']).values).toEqual([1234, 2.5]);
  });

  it('are left empty where comma and thousands cannot be told apart', () => {
    expect(read(['1,234', '5,678'])).toEqual({ values: [null, null], problems: ['ambiguous-number@0', 'ambiguous-number@1'] });
    expect(read(['1,234', '12'], { decimal: '.' }).values).toEqual([1234, 12]);
    expect(read(['1,234'], { decimal: ',' }).values).toEqual([1.234]);
  });

  it('take their unit, and durations also hours, minutes and seconds', () => {
    expect(read(['1.5', '2', 3], { unit: 60_000 }).values).toEqual([90_000, 120_000, 180_000]);
    expect(read(['1:02:03', '100:00:00', '-0:00:01.5', '1:2:3'], { clock: true })).toEqual({
      values: [3_723_000, 360_000_000, -1500, null],
      problems: ['bad-number@3'],
    });
  });

  it('refuse what is no finite number', () => {
    expect(read([Infinity, Number.NaN, [1], 4])).toEqual({ values: [null, null, null, 4], problems: ['bad-number@0', 'bad-number@1', 'not-a-value@2'] });
  });
});
