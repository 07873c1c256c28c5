import * as v from 'valibot';
import { DataError } from '../problem.ts';
import { fault } from './faults.ts';
import { documentSchema, type HelpDeskDocument } from './schema.ts';
import { zone } from '../time/zone.ts';

/** A document that fits its schema; rejects with a `DataError` that names the first place where it does not. */
export async function checkDocument(input: unknown, name: string): Promise<HelpDeskDocument> {
  if (Array.isArray(input)) fault('bad-data', `${name} must be an object, not a list.`);
  const result = v.safeParse(documentSchema, input, { abortEarly: true });
  if (!result.success) return (await import('./document-fault.ts')).documentFault(result.issues[0], name);
  const { timezone } = result.output;
  if (timezone !== undefined) {
    try {
      zone(timezone);
    } catch (cause) {
      if (cause instanceof DataError) throw new DataError({ ...cause.problem, kind: 'bad-data', path: 'timezone' }, { cause });
      throw cause;
    }
  }
  return result.output;
}
