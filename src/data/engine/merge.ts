import type { Cell } from '../query/query.ts';
import type { Table, TableKey } from './table.ts';
import { chunks, type Work } from './work.ts';

/** Tables of the same keys as one. Where a table says nothing of a group, measures named in `zeros` are 0, others 'no data'. */
export function* merge(tables: readonly Table[], zeros: readonly string[]): Work<Table> {
  const width = Math.max(0, ...tables.map(({ keys }) => keys.length));
  const labels = Array.from({ length: width }, () => new Map<Cell, number>());
  const codes: number[][] = labels.map(() => []);
  const places = new Map<string, number>();
  const values = new Map<string, number[]>();
  for (const table of tables) {
    const recoded = table.keys.map((key, i) => recode(key, labels[i]!));
    for (const name of table.values.keys()) if (!values.has(name)) values.set(name, []);
    yield* chunks(table.count, (from, to) => {
      for (let group = from; group < to; group++) {
        const own = recoded.map((key) => key[group]!);
        const id = own.join();
        let place = places.get(id);
        if (place === undefined) {
          places.set(id, (place = places.size));
          own.forEach((code, i) => codes[i]!.push(code));
        }
        for (const [name, all] of table.values) values.get(name)![place] = all[group]!;
      }
    });
  }
  const filled = Array.from(values, ([name, column]): [string, Float64Array] => {
    const nothing = zeros.includes(name) ? 0 : NaN;
    return [name, Float64Array.from({ length: places.size }, (_, place) => column[place] ?? nothing)];
  });
  return { count: places.size, keys: labels.map((known, i) => ({ labels: [...known.keys()], codes: Int32Array.from(codes[i]!) })), values: new Map(filled) };
}

function recode({ codes, labels }: TableKey, known: Map<Cell, number>): Int32Array {
  return codes.map((code) => {
    const label = labels[code] === '' ? null : labels[code]!;
    if (!known.has(label)) known.set(label, known.size);
    return known.get(label)!;
  });
}
