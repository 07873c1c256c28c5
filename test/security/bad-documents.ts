/** A document, or what stands in its place, and the files beside it. */
export interface BadDocument {
  name: string;
  /** Text or bytes by path; the page opens `desk.json` unless `src` says otherwise. Absent files are not found. */
  files: Readonly<Record<string, string | Uint8Array>>;
  src?: string;
  maxBytes?: number;
  /** What each frame says; or what is said below the figures, and in the list behind it. */
  frame?: RegExp;
  footer?: RegExp;
  listed?: RegExp;
}

const FIELDS = { id: 'id', createdAt: 'created', closedAt: 'closed', channel: 'channel' };

/** A document of one CSV file. */
function desk(rows: readonly string[], more: object = {}, tickets: object = {}): Record<string, string> {
  return {
    'desk.json': JSON.stringify({ version: 1, timezone: 'UTC', asOf: '2026-03-10T12:00:00Z', ...more, tickets: { src: 'tickets.csv', fields: FIELDS, ...tickets } }),
    'tickets.csv': ['id,created,closed,channel', ...rows].join('\n'),
  };
}

const GOOD = ['1,2026-03-10T08:00:00Z,,email', '2,2026-03-10T09:00:00Z,2026-03-10T10:00:00Z,chat'];

export const BAD_DOCUMENTS: readonly BadDocument[] = [
  { name: 'JSON that breaks off', files: { 'desk.json': '{ "version": 1, "tickets": [' }, frame: /desk\.json is not valid JSON in line 1, column 29; it may be cut off/ },
  { name: 'JSON with a comma too many', files: { 'desk.json': '{\n  "version": 1,,\n}' }, frame: /desk\.json is not valid JSON in line 2, column 16/ },
  { name: 'a list in place of a document', files: { 'desk.json': '[1]' }, frame: /columns of desk\.json are not known/ },
  { name: 'a sign-in page', files: { 'desk.json': '<!doctype html><title>Sign in</title>' }, frame: /desk\.json is a web page, not data/ },
  { name: 'an empty file', files: { 'desk.json': '' }, frame: /desk\.json is empty/ },
  { name: 'a missing document', files: {}, frame: /desk\.json was not found/ },
  { name: 'a missing table', files: { 'desk.json': desk([])['desk.json'] ?? '' }, frame: /tickets\.csv was not found/ },
  { name: 'an unknown source', files: desk(GOOD, { tikets: [] }), frame: /tikets.* is not known here.* Did you mean “tickets”/ },
  { name: 'an unknown field', files: desk(GOOD, {}, { fields: { ...FIELDS, closedTa: 'closed' } }), frame: /“closedTa” is no field of tickets\. Did you mean “closedAt”/ },
  { name: 'an unknown column', files: desk(GOOD, {}, { fields: { ...FIELDS, team: 'chanel' } }), frame: /tickets\.csv has no column “chanel”\. Did you mean “channel”/ },
  { name: 'an unknown zone', files: desk(GOOD, { timezone: 'Europe/Warszawa' }), frame: /“Europe\/Warszawa” is not a time zone\. Did you mean Europe\/Warsaw/ },
  { name: 'a later version', files: desk(GOOD, { version: 9 }), frame: /version 9; this kit reads version 1/ },
  { name: 'a table of unknown columns', files: { 'mine.csv': 'a,b\n1,2' }, src: 'mine.csv', frame: /columns of mine\.csv are not known/ },
  { name: 'a file that is too large', files: desk(Array.from({ length: 2000 }, (_, row) => `${row},2026-03-10T08:00:00Z,,email`)), maxBytes: 20_000, frame: /tickets\.csv is larger than 20000 bytes/ },
  { name: 'a date that is none', files: desk([...GOOD, '3,soon,,email']), footer: /Show them/, listed: /Not a date.*soon/ },
  { name: 'dates that may be of two days', files: desk([...GOOD, '3,08/09/2025,,email']), footer: /Show them/, listed: /Day and month cannot be told apart.*08\/09\/2025/ },
  { name: 'one id for two rows', files: desk([...GOOD, '2,2026-03-10T11:00:00Z,,email']), footer: /1 of 3 rows left out/, listed: /Id met again/ },
  { name: 'closed before it was created', files: desk([...GOOD, '3,2026-03-10T11:00:00Z,2026-03-09T11:00:00Z,email']), footer: /Show them/, listed: /Closed before it was created/ },
  { name: 'a quotation mark that never closes', files: desk([...GOOD, '3,2026-03-10T08:00:00Z,,"email']), footer: /Show them/, listed: /Closing quotation mark missing/ },
  { name: 'hostile words', files: desk([...GOOD, '3,<img src=x onerror=alert(1)>,,<script>alert(1)</script>']), footer: /Show them/, listed: /<img src=x onerror=alert\(1\)>/ },
];
