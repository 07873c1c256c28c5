import type { Change } from './adapter.ts';
import { reportLater } from './client-call.ts';

/** Tells all of a change; a listener's own fault is reported, and does not reach the others. */
export function tellListeners(listeners: Iterable<(change: Change) => void>, change: Change): void {
  for (const listener of listeners) {
    try {
      listener(change);
    } catch (error) {
      reportLater(error);
    }
  }
}
