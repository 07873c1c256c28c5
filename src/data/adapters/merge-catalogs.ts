import type { Capabilities, Catalog, CatalogSource, Permissions } from '../catalog/catalog.ts';

/** Several catalogues as one: what any source can do is offered, what any forbids is not; clock and zone are those of the first that has one. */
export function mergeCatalogs(catalogs: readonly Catalog[]): Catalog {
  const sources = new Map<string, CatalogSource>();
  for (const source of catalogs.flatMap((catalog) => catalog.sources)) {
    const former = sources.get(source.name);
    sources.set(source.name, former ? mergeSources(former, source) : source);
  }
  const first = <K extends keyof Catalog>(key: K) => catalogs.find((catalog) => catalog[key] !== undefined)?.[key];
  const permissions = catalogs.flatMap((catalog) => catalog.permissions ?? []);
  return {
    timezone: first('timezone'),
    asOf: first('asOf'),
    sources: [...sources.values()],
    capabilities: combine(catalogs.map((catalog) => catalog.capabilities), 'some') as unknown as Capabilities,
    calendars: catalogs.flatMap((catalog) => catalog.calendars ?? []),
    ...(permissions.length && { permissions: combine(permissions, 'every') as unknown as Permissions }),
    orders: Object.assign({}, ...[...catalogs].reverse().map((catalog) => catalog.orders)) as Catalog['orders'],
    problems: catalogs.flatMap((catalog) => catalog.problems ?? []),
  };
}

function mergeSources(a: CatalogSource, b: CatalogSource): CatalogSource {
  const known = new Set(a.members.map(({ name }) => name));
  return {
    ...a,
    members: [...a.members, ...b.members.filter(({ name }) => !known.has(name))],
    joins: [...new Set([...(a.joins ?? []), ...(b.joins ?? [])])],
  };
}

function combine(flags: readonly (Capabilities | Permissions)[], how: 'some' | 'every'): Readonly<Record<string, boolean>> {
  const tables = flags as readonly unknown[] as readonly Readonly<Record<string, boolean>>[];
  const keys = new Set(tables.flatMap((table) => Object.keys(table)));
  return Object.fromEntries([...keys].map((key) => [key, tables[how]((table) => table[key])]));
}
