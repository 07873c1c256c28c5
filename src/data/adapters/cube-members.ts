import { array, looseObject, number, optional, string } from 'valibot';
import { check } from '../client-answer.ts';
import { findDimension, findMeasure } from '../catalog/members.ts';
import { DataError } from '../problem.ts';

/** A member as the deployment knows it. */
export interface CubeMember {
  /** Its name there. */
  name: string;
  /** `string`, `number`, `time`, `boolean` there. */
  type: string;
  title?: string;
  description?: string;
  /** Cubes of one component join. */
  component?: number;
}

/** Finds the deployment's members by our names. */
export interface CubeMembers {
  find(name: string, role: 'measure' | 'dimension'): CubeMember | undefined;
  /** Our names that the page maps itself. */
  mapped: readonly string[];
}

const memberSchema = looseObject({ name: string(), type: string(), title: optional(string()), description: optional(string()) });
const metaSchema = looseObject({
  cubes: array(
    looseObject({ name: string(), connectedComponent: optional(number()), measures: array(memberSchema), dimensions: array(memberSchema) }),
  ),
});

/** Reads what `/v1/meta` tells. Throws a `bad-data` `DataError` where that is not as documented. */
export function readMeta(body: unknown, mapping: Readonly<Record<string, string>> = {}): CubeMembers {
  const { cubes } = check(metaSchema, body, 'description of the Cube deployment');
  const table = (role: 'measures' | 'dimensions') =>
    new Map(cubes.flatMap((cube) => cube[role].map((member): [string, CubeMember] => [member.name, { ...member, component: cube.connectedComponent }])));
  const tables = { measure: table('measures'), dimension: table('dimensions') };
  return {
    find: (name, role) => tables[role].get(Object.hasOwn(mapping, name) ? mapping[name]! : defaultName(name)),
    mapped: Object.keys(mapping),
  };
}

/** A Cube name has one dot; more would be a granularity. */
function defaultName(name: string): string {
  const [source, ...rest] = name.split('.');
  return `${source}.${rest.join('_')}`;
}

/** The deployment's member of our name. Throws `unsupported` where it has none, `bad-query` where nobody knows the name. */
export function memberOf(members: CubeMembers, name: string, role: 'measure' | 'dimension', path: string): CubeMember {
  const found = members.find(name, role);
  if (found) return found;
  const known = role === 'measure' ? findMeasure(name) : findDimension(name);
  if (known) throw new DataError({ kind: 'unsupported', path, title: `This Cube deployment has no ${role} for “${name}”.` });
  throw new DataError({ kind: 'bad-query', path, title: `There is no ${role} “${name}”.` });
}
