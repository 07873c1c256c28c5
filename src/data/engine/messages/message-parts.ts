import { part, type Work } from '../work.ts';

/** The code that only records with messages or calls need, in one file. */
export function messageParts(): Work<typeof import('./messages.ts')> {
  return part(() => import('./messages.ts'));
}
