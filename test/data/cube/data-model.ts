import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

/** A data model as Cube's reference words it; only what the guide uses. References are written `{name}` in its SQL. */
export interface CubeModel {
  sql?: string;
  sql_table?: string;
  joins?: Readonly<Record<string, { relationship: 'many_to_one'; sql: string }>>;
  dimensions: Readonly<Record<string, { sql: string; type: 'string' | 'number' | 'time' | 'boolean'; primary_key?: true; public?: true }>>;
  measures?: Readonly<Record<string, { type: 'count' | 'sum' | 'avg' | 'number'; sql?: string; filters?: readonly { sql: string }[] }>>;
}

const guide = readFileSync(new URL('../../../docs/cube.md', import.meta.url), 'utf8');

/** The model of docs/cube.md, run as Cube runs such a file. */
export function guideModel(): Readonly<Record<string, CubeModel>> {
  const cubes: Record<string, CubeModel> = {};
  const known: Record<string, unknown> = { cube: (name: string, model: CubeModel) => void (cubes[name] = model) };
  const globals = new Proxy(known, { has: () => true, get: (target, name) => (typeof name === 'symbol' ? undefined : (target[name] ?? reference(name))) });
  runInContext(`with (globals) { ${/```javascript\n(.*?)```/s.exec(guide)![1]!} }`, createContext({ globals }));
  return cubes;
}

/** `${reps.id}` is `{reps.id}`, `${CUBE}` is `{CUBE}`. */
function reference(name: string): unknown {
  return new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => `{${name}}` : `{${name}.${String(key)}}`) });
}
