import { ContextRoot } from '@lit/context';

const attached = new WeakSet<Document>();

/** Lets a provider that is defined or added after its widgets still reach them. Once per document, however often called. A server has none. */
export function attachContextRoot(target: Document | undefined = globalThis.document): void {
  if (!target || attached.has(target)) return;
  attached.add(target);
  new ContextRoot().attach(target.documentElement);
}
