import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describeMember } from '../src/data/catalog/describe.ts';
import { sourceLabel } from '../src/data/catalog/labels.ts';
import { FIELDS } from '../src/data/catalog/fields.ts';
import { arraysSchema, documentOf, fileSchema, rowsSchema } from '../src/data/document/schema.ts';
import { filterSchema, querySchema } from '../src/data/query/schema.ts';
import { NAMED } from '../src/data/records/names.ts';
import { SOURCE_NAMES, type SourceName } from '../src/data/records/records.ts';
import { dashboardSchema, reportSchema } from '../src/data/reports/report-schema.ts';

/** npm run schemas: writes the JSON Schemas that editors complete by; the same schemas check documents and queries at run time. */

type Json = Record<string, unknown>;

const TITLES: Readonly<Record<string, [title: string, description: string]>> = {
  document: ['Help desk document', 'Where the records of a help desk are, and how to read them.'],
  query: ['Query', 'One question about the records. Members are names of the catalogue, such as tickets.timeToClose.avg.'],
  report: ['Report', 'Named queries and how to draw their answers.'],
  dashboard: ['Dashboard', 'A page of reports.'],
};

const KEYS: Readonly<Record<string, string>> = {
  $schema: 'Address of this schema, for editors.',
  version: 'Version of the document format.',
  timezone: 'IANA name of the zone of times without offset, and of days; UTC where absent.',
  asOf: 'The newest instant that the records vouch for. Absent: the date of the newest file, else the newest instant in the records.',
  links: 'Addresses of single records, such as https://desk.example.com/tickets/{id}, by kind of record.',
  orders: 'The order of a field’s values, such as that of priorities, first the most urgent.',
  calendars: 'Business hours.',
  settings: 'What measures need to know beyond the records.',
};

const FILE_KEYS: Readonly<Record<string, string>> = {
  src: 'Address of a CSV or JSON file, plain or packed with gzip, relative to this document.',
  fields: 'Which column of the file holds which field; of JSON rows also a path such as via.channel. Absent: well-known column names serve.',
  values: 'By field, the words of the file and what they stand for; null is ‘empty’.',
  keep: 'More columns, kept as dimensions under their own name.',
  units: 'By field, the unit in which the file gives durations; milliseconds where absent.',
  decimal: 'The decimal mark; learned from the column where absent.',
  dateFormat: 'The order of day, month and year, as DD/MM/YYYY, MM/DD/YYYY or YYYY-MM-DD, in short dmy, mdy or ymd, or epoch-s or epoch-ms; of all columns, or by field. Learned from the column where absent; a date that may mean two days is left empty.',
  format: 'What the file holds, where its name does not tell.',
  delimiter: 'What parts the cells of a line; detected where absent.',
  encoding: 'Encoding of the file, such as windows-1252; detected where absent.',
};

/** Every schema as it stands in schema/, by file name. */
export function schemas(): Record<string, string> {
  const definitions = { document: documentOf(v.union([rowsSchema, fileSchema, arraysSchema])), query: querySchema, report: reportSchema, dashboard: dashboardSchema };
  const files: Record<string, string> = {};
  for (const [name, schema] of Object.entries(definitions)) {
    const made = toJsonSchemaDefs({ filter: filterSchema, [name]: schema }, { errorMode: 'ignore' }) as unknown as Record<string, Json>;
    const { [name]: whole, filter } = made;
    const [title, description] = TITLES[name]!;
    const body = JSON.stringify(whole).includes('"#/$defs/filter"') ? { ...whole, $defs: { filter } } : { ...whole };
    delete (body as Json)['$schema'];
    const file = { $schema: 'http://json-schema.org/draft-07/schema#', title, description, ...body };
    if (name === 'document') describeDocument(file as Json);
    files[`${name}.schema.json`] = `${JSON.stringify(file, null, 2)}\n`;
  }
  return files;
}

function describeDocument(document: Json): void {
  const properties = document['properties'] as Record<string, Json>;
  describeKeys(properties, KEYS);
  for (const source of SOURCE_NAMES) {
    const [rows, file, arrays] = properties[source]!['anyOf'] as [Json, Json, Json];
    const columns = fieldsOf(source);
    const described = structuredClone(file);
    const keys = described['properties'] as Record<string, Json>;
    describeKeys(keys, FILE_KEYS);
    keys['fields'] = { ...keys['fields'], properties: columns, additionalProperties: false };
    properties[source] = {
      description: `${sourceLabel(source)}: rows, equally long columns, or the description of a file.`,
      anyOf: [{ ...rows, description: 'Rows.' }, { ...described, description: 'A file.' }, { ...arrays, description: 'Equally long columns.' }],
    };
  }
}

function describeKeys(properties: Record<string, Json>, texts: Readonly<Record<string, string>>): void {
  for (const [key, description] of Object.entries(texts)) properties[key] = { description, ...properties[key] };
}

function fieldsOf(source: SourceName): Record<string, Json> {
  const own = Object.keys(FIELDS[source]);
  const names = Object.entries(NAMED).filter(([, { field }]) => own.includes(field));
  const text = (name: string) => {
    const { label, description } = describeMember(`${source}.${name}`, 'dimension');
    return label === description ? label : `${label}: ${description}`;
  };
  return Object.fromEntries([
    ...own.map((name) => [name, { description: text(name), type: 'string' }] as const),
    ...names.map(([name, { field }]) => [name, { description: `${text(field)} Given by name.`, type: 'string' }] as const),
  ]);
}

const isMain = process.argv[1] === fileURLToPath(import.meta.url);
if (isMain) {
  const folder = new URL('../schema/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemas())) writeFileSync(new URL(name, folder), text);
}
