/** What every copy of the kit on one page shares, whatever its version. */
interface PageState {
  told?: Set<string>;
}

const KEY = Symbol.for('helpdesk-widgets');

/** The page's shared object, made when first asked for, so that importing the kit leaves no trace. */
export function pageState(): PageState {
  const page = globalThis as { [KEY]?: PageState };
  return (page[KEY] ??= {});
}

/** Warns on the console once per page and subject, even where two copies of the kit meet the same thing. */
export function warnOnce(subject: string, message: string): void {
  const told = (pageState().told ??= new Set());
  if (told.has(subject)) return;
  told.add(subject);
  console.warn(message);
}
