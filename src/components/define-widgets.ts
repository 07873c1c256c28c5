import { DataError } from '../data/problem.ts';
import { attachContextRoot } from './internal/context-root.ts';
import { registry as elements, type ElementName } from './registry.ts';

export interface DefineOptions {
  /** Put before each default tag: `acme-` gives `<acme-team-summary>`. */
  prefix?: string;
  /** Which elements; absent: all. */
  only?: readonly ElementName[];
  /** Where to define; absent: the page's own registry. */
  registry?: CustomElementRegistry;
}

/**
 * Loads and defines elements of the kit; resolves when all are defined. Tags already taken are left as they are.
 * Rejects with a `DataError` for a name that is no element of the kit, or a prefix that makes no valid tag.
 */
export async function defineWidgets(options: DefineOptions = {}): Promise<void> {
  const { prefix = '', only = Object.keys(elements) as ElementName[], registry = customElements } = options;
  if (!/^([a-z][a-z\d._-]*)?$/.test(prefix)) throw wrong('prefix', `The prefix '${prefix}' does not begin a valid tag: use small letters, as in 'acme-'.`);
  only.forEach((name, index) => {
    if (!Object.hasOwn(elements, name)) throw wrong(`only[${index}]`, `No element is called '${name}'. There are: ${Object.keys(elements).join(', ')}.`);
  });
  attachContextRoot();
  await Promise.all(only.map(async (name) => (await elements[name]()).define(prefix + name, registry)));
}

function wrong(path: string, title: string): DataError {
  return new DataError({ kind: 'bad-data', path, title });
}
