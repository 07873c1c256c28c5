import { custom } from 'valibot';

/** ISO 8601 with its offset, as every `asOf` is. */
export const instant = custom<string>(
  (value) => typeof value === 'string' && /^\d{4}-.*(Z|[+-]\d\d:?\d\d)$/i.test(value) && !Number.isNaN(Date.parse(value)),
  'an instant such as 2026-03-02T14:00:00Z',
);
