import { ContextRoot } from '@lit/context';

const attached = new WeakSet<Document>();

/** Lets a provider that is defined or added after its widgets still reach them. Once per document, however often called. */
export function attachContextRoot(target: Document = document): void {
  if (attached.has(target)) return;
  attached.add(target);
  new ContextRoot().attach(target.documentElement);
}
