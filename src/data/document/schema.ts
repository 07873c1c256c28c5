import * as v from 'valibot';
import { SOURCE_NAMES } from '../records/records.ts';

const value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const texts = v.record(v.string(), v.string());

/** Milliseconds of each unit that durations may be given in. */
export const UNITS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const units = v.picklist(Object.keys(UNITS) as (keyof typeof UNITS)[]);

/** How the columns of a file become fields. */
const mapping = {
  fields: v.optional(texts),
  values: v.optional(v.record(v.string(), v.record(v.string(), value))),
  keep: v.optional(v.array(v.string())),
  units: v.optional(v.record(v.string(), units)),
  decimal: v.optional(v.picklist(['.', ','])),
  dateFormat: v.optional(v.union([v.string(), texts])),
};

/** Which column holds which field, and how its cells are to be read. */
export type FileMapping = v.InferOutput<v.ObjectSchema<typeof mapping, undefined>>;

/** A source that stands in a file of its own. */
export const fileSchema = v.strictObject({
  src: v.pipe(v.string(), v.nonEmpty()),
  ...mapping,
  format: v.optional(v.picklist(['csv', 'json'])),
  delimiter: v.optional(v.pipe(v.string(), v.length(1))),
  encoding: v.optional(v.string()),
});
export type FileSource = v.InferOutput<typeof fileSchema>;

/** Rows written into the document. */
export const rowsSchema = v.array(v.unknown());
/** Equally long columns written into the document. */
export const arraysSchema = v.record(v.string(), v.array(v.unknown()));

const clock = v.pipe(v.string(), v.regex(/^\d\d:\d\d$/));
const calendar = v.object({
  id: v.string(),
  name: v.string(),
  timezone: v.string(),
  weekly: v.array(v.object({ day: v.picklist([1, 2, 3, 4, 5, 6, 7]), from: clock, to: clock })),
  holidays: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)))),
  teams: v.optional(v.array(v.string())),
});

const settings = v.strictObject({
  feedback: v.optional(
    v.strictObject({
      positiveFrom: v.optional(v.number()),
      neutralFrom: v.optional(v.number()),
      sent: v.optional(v.array(v.strictObject({ date: v.string(), count: v.number(), type: v.optional(v.string()) }))),
    }),
  ),
  calls: v.optional(v.strictObject({ asReplies: v.optional(v.boolean()), serviceLevelMs: v.optional(v.number()) })),
});

const table = v.lazy((input) => (Array.isArray(input) ? rowsSchema : hasSrc(input) ? fileSchema : arraysSchema));

const entries = {
  $schema: v.optional(v.string()),
  version: v.optional(v.literal(1)),
  timezone: v.optional(v.string()),
  asOf: v.optional(v.string()),
  links: v.optional(texts),
  orders: v.optional(v.record(v.string(), v.array(v.string()))),
  calendars: v.optional(v.array(calendar)),
  settings: v.optional(settings),
};

/** A document whose sources are checked by `source`. */
export function documentOf<S extends v.GenericSchema>(source: S) {
  const sources = Object.fromEntries(SOURCE_NAMES.map((name) => [name, v.optional(source)]));
  return v.strictObject({ ...entries, ...(sources as Record<(typeof SOURCE_NAMES)[number], v.OptionalSchema<S, undefined>>) });
}

/** The help desk document: where the records are, and how to read them. */
export const documentSchema = documentOf(table);
export type HelpDeskDocument = v.InferOutput<typeof documentSchema>;

/** Keys that a document may have at its top, and in the description of a file; for 'did you mean'. */
export const DOCUMENT_KEYS: readonly string[] = [...Object.keys(entries), ...SOURCE_NAMES];
export const FILE_KEYS: readonly string[] = Object.keys(fileSchema.entries);

/** Whether a source stands in a file. */
export function hasSrc(input: unknown): input is FileSource {
  return typeof input === 'object' && input !== null && 'src' in input && !Array.isArray(input.src);
}
