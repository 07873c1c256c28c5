import { array, looseObject, number, optional, string } from 'valibot';
import { check } from '../client-answer.ts';
import { allNames } from '../catalog/list.ts';
import { findDimension, findMeasure } from '../catalog/members.ts';
import { DataError } from '../problem.ts';
import { refuse, suggestion } from '../query/faults.ts';
import { SOURCE_NAMES } from '../records/records.ts';

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
  /** ` Did you mean “...”?`, with the deployment's name that is most like the one looked for. */
  near(name: string, role: 'measure' | 'dimension'): string;
}

const memberSchema = looseObject({ name: string(), type: string(), title: optional(string()), description: optional(string()) });
const metaSchema = looseObject({
  cubes: array(
    looseObject({ name: string(), connectedComponent: optional(number()), measures: array(memberSchema), dimensions: array(memberSchema) }),
  ),
});

/** Reads what `/v1/meta` tells. Throws a `bad-data` `DataError` where that is not as documented, `bad-query` where `mapping` names what nobody knows. */
export function readMeta(body: unknown, mapping: Readonly<Record<string, string>> = {}): CubeMembers {
  const { cubes } = check(metaSchema, body, 'description of the Cube deployment');
  const table = (role: 'measures' | 'dimensions') =>
    new Map(cubes.flatMap((cube) => cube[role].map((member): [string, CubeMember] => [member.name, { ...member, component: cube.connectedComponent }])));
  const tables = { measure: table('measures'), dimension: table('dimensions') };
  const theirName = (name: string): string => (Object.hasOwn(mapping, name) ? mapping[name]! : defaultName(name));
  const mapped = Object.keys(mapping);
  for (const name of mapped) checkMapped(name, theirName(name), tables.dimension);
  return {
    find: (name, role) => tables[role].get(theirName(name)),
    near: (name, role) => suggestion(theirName(name), tables[role].keys()),
    mapped,
  };
}

/** A name of the page's own can only be a dimension of a source: whatever else is not ours is a slip, which would go unseen. */
function checkMapped(name: string, theirs: string, dimensions: ReadonlyMap<string, CubeMember>): void {
  if (findMeasure(name) ?? findDimension(name)) return;
  const isOwn = dimensions.has(theirs) && (SOURCE_NAMES as readonly string[]).includes(name.split('.')[0]!);
  if (isOwn) return;
  const guess = suggestion(name, [...allNames('measure'), ...allNames('dimension')]);
  throw refuse(`“${name}” is neither a measure nor a dimension, and “${theirs}” is no dimension of the deployment.${guess}`, 'members', name);
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
  if (known) {
    const detail = members.mapped.includes(name) ? `Its name in \`members\` is no ${role} there.${members.near(name, role)}` : undefined;
    throw new DataError({ kind: 'unsupported', path, title: `This Cube deployment has no ${role} for “${name}”.`, ...(detail && { detail }) });
  }
  throw refuse(`There is no ${role} “${name}”.${suggestion(name, [...allNames(role), ...members.mapped])}`, path);
}
