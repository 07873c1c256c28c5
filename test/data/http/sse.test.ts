import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventReader } from '../../../src/data/adapters/sse.ts';

function read(...pieces: readonly string[]): unknown[] {
  const seen: unknown[] = [];
  const take = eventReader({
    onEvent: ({ type, data }) => seen.push([type, data]),
    onId: (id) => seen.push({ id }),
    onRetry: (retry) => seen.push({ retry }),
  });
  pieces.forEach(take);
  return seen;
}

describe('events', () => {
  it.each<[string, string, unknown[]]>([
    ['of one line', 'data: a\n\n', [['message', 'a']]],
    ['of several lines', 'data: a\ndata:  b\ndata:\n\n', [['message', 'a\n b\n']]],
    ['with a type and an id', 'event: change\nid: 7\ndata: a\n\n', [{ id: '7' }, ['change', 'a']]],
    ['whose type ends with them', 'event: change\ndata: a\n\ndata: b\n\n', [['change', 'a'], ['message', 'b']]],
    ['without data are none, though their id counts', 'event: change\nid: 8\n\n', [{ id: '8' }]],
    ['with comments and unknown fields', ': hello\ndata: a\nfoo: bar\n: b\n\n', [['message', 'a']]],
    ['with an empty line of data', 'data\n\n', [['message', '']]],
    ['with a colon in the data', 'data: {"a":1}\n\n', [['message', '{"a":1}']]],
    ['with an id that cannot be sent back', 'id: a\0b\ndata: c\n\n', [['message', 'c']]],
    ['that end the ids', 'id\ndata: c\n\n', [{ id: '' }, ['message', 'c']]],
    ['with a pause', 'retry: 2500\nretry: soon\n\n', [{ retry: 2500 }]],
    ['that are not finished', 'data: a\n\ndata: b\n', [['message', 'a']]],
    ['with old line ends', 'data: a\r\rdata: b\r\r', [['message', 'a'], ['message', 'b']]],
    ['with Windows line ends', 'data: a\r\ndata: b\r\n\r\n', [['message', 'a\nb']]],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('are the same however the text is cut', () => {
    const line = fc.constantFrom('data: a', 'data', 'id: 1', 'event: change', 'retry: 5', ': comment', '');
    const end = fc.constantFrom('\n', '\r', '\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end), { maxLength: 20 }), fc.array(fc.nat(100), { maxLength: 8 }), (lines, cuts) => {
        const text = lines.flat().join('');
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, i) => text.slice(places[i], to));
        expect(read(...pieces)).toEqual(read(text));
      }),
    );
  });

  it('come at once, without waiting for what follows a carriage return', () => {
    expect(read('data: a\r\n\r')).toEqual([['message', 'a']]);
    expect(read('data: a\r\n\r', '\ndata: b\r\n\r\n')).toEqual([['message', 'a'], ['message', 'b']]);
  });

  it('without an end are refused, many short ones are not', () => {
    expect(() => read('data: ', ...Array<string>(11).fill('x'.repeat(100_000)))).toThrow('too long');
    expect(() => read(...Array<string>(11).fill(`data: ${'x'.repeat(99_000)}\n`))).toThrow('too long');
    expect(read(...Array<string>(30).fill(`data: ${'x'.repeat(99_000)}\n\n`))).toHaveLength(30);
  });
});
