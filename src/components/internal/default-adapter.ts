import type { DataAdapter } from '../../data/adapter.ts';

let current: DataAdapter | null | undefined;
const listeners = new Set<() => void>();

/** The adapter of every widget and provider that has none of its own. Null: not ready yet; undefined: none. */
export function setDefaultAdapter(adapter: DataAdapter | null | undefined): void {
  current = adapter;
  for (const listener of [...listeners]) listener();
}

/** The adapter set for the whole page, if any. */
export function defaultAdapter(): DataAdapter | null | undefined {
  return current;
}

/** Calls back when the page's adapter is set; gives back how to stop. */
export function onDefaultAdapter(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
