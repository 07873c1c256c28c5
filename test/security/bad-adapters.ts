import type { DataAdapter } from '../../src/data/adapter.ts';

type Load = DataAdapter['load'];

/** An adapter that goes wrong at once, and what the frame says of it. */
export interface BadAdapter {
  name: string;
  adapter: DataAdapter;
  frame: RegExp;
}

const answering = (answer: unknown): DataAdapter => ({ load: (() => Promise.resolve(answer)) as Load });
const nonsense = (name: string, answer: unknown, frame = /is not as agreed: \S+ (?:should be|is missing;) \S/): BadAdapter => ({ name: `answers ${name}`, adapter: answering(answer), frame });
const failed = /could not be loaded|went wrong|failed/i;

export const BAD_ADAPTERS: readonly BadAdapter[] = [
  {
    name: 'throws at once',
    adapter: {
      load: () => {
        throw new TypeError("Cannot read properties of undefined (reading 'rows')");
      },
    },
    frame: failed,
  },
  { name: 'rejects with nothing', adapter: { load: () => Promise.reject(undefined as unknown as Error) }, frame: failed },
  { name: 'gives no promise', adapter: { load: (() => undefined) as unknown as Load }, frame: /The answer for “.*” is not as agreed: it should be Object/ },
  { name: 'has no load', adapter: {} as DataAdapter, frame: failed },
  { name: 'has a catalogue that throws', adapter: { ...answering({}), catalog: () => { throw new Error('No.'); } }, frame: failed },
  { name: 'has a catalogue of nonsense', adapter: { ...answering({}), catalog: () => Promise.resolve({ sources: 'none' } as never) }, frame: /The catalogue is not as agreed/ },
  nonsense('undefined', undefined),
  nonsense('null', null),
  nonsense('a text', '<html>Sign in</html>'),
  nonsense('a number', 42),
  nonsense('a list', []),
  nonsense('figures that are no object', { figures: 5, rows: 5, results: 5 }),
  nonsense('figures with words for values', { asOf: '2026-03-10T12:00:00Z', figures: { open: { value: 'many' } }, rows: [{ key: 'email', figures: { open: { value: 'many' } } }], results: { main: { columns: 'none', data: [] } } }),
  nonsense('values that are no numbers', { asOf: '2026-03-10T12:00:00Z', figures: { open: { value: NaN } }, rows: [{ key: 'email', figures: { open: { value: Infinity } } }], results: { main: { columns: [{ name: 'a', type: 'number' }], data: [[NaN]] } } }),
  nonsense('an instant that is none', { asOf: 'yesterday', figures: {}, rows: [], results: {} }),
];
