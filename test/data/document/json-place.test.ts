import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFaultAt } from '../../../src/data/document/json-place.ts';

it.each([
  ['{"a": x}', 6],
  ['{"a" 1}', 5],
  ['{a: 1}', 1],
  ['{"a": 1,}', 8],
  ['[1, 2', 5],
  ['[1 2]', 3],
  ['[1}', 2],
  ['"a\nb"', 0],
  ['{"a": 01}', 6],
  ['', 0],
  ['[] []', 3],
  ['{"a": tru', 6],
])('%s goes wrong at %i', (text, at) => {
  expect(jsonFaultAt(text)).toBe(at);
});

it('goes through any JSON to its end', () => {
  fc.assert(fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
    const written = JSON.stringify(JSON.parse(text), null, indent);
    expect(jsonFaultAt(written)).toBe(written.length);
  }));
});

it('takes no longer for a text that never ends', () => {
  expect(jsonFaultAt(`{"a": "${'b'.repeat(1_000_000)}`)).toBe(6);
  expect(jsonFaultAt(`["${'\\n'.repeat(500_000)}"`)).toBe(1_000_003);
});
