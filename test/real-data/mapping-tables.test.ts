import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DATA_FOLDER } from './data-folder.ts';

const folder = `${DATA_FOLDER}api-payloads/`;
const SYSTEMS = ['HubSpot', 'Zendesk', 'Freshdesk', 'Chatwoot'] as const;
type System = (typeof SYSTEMS)[number];

/** Fields of the tables that a connector does not read by that name, and why. */
const OTHERWISE: Readonly<Record<System, Readonly<Record<string, string>>>> = {
  HubSpot: {
    feedback_submissions: 'a list, not a field',
    'threadAssociations.associatedTicketId': 'tested as an object in an object',
    hs_working_hours: 'hours of a person are no calendar of the desk',
    hs_out_of_office_hours: 'hours of a person are no calendar of the desk',
    hs_standard_time_zone: 'the zone of a person is not that of the desk',
  },
  Zendesk: {},
  Freshdesk: {},
  Chatwoot: { display_id: 'the API gives it as the id', 'applied_slas.sla_status': 'the API nests it as applied_sla in a conversation' },
};

/** The fields that the mapping tables name for a system, stages and variants written out. */
function fieldsOf(system: System): string[] {
  const tables = readFileSync(`${folder}fields.md`, 'utf8').split('\n## ').slice(1);
  return tables.flatMap((table) => {
    const rows = table.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
    const column = rows[0]?.findIndex((head) => head.startsWith(system)) ?? -1;
    return column < 0 ? [] : rows.slice(2).flatMap((row) => namesIn(row[column] ?? ''));
  });
}

function namesIn(cell: string): string[] {
  const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace(/\([^)]*\)|\{[^}]*\}/g, ' '));
  // `hs_..._sla_at` / `_sla_status`, and `hs_last_csat_rating/_date`: the second begins as the first.
  return quoted.flatMap((text) => text.split(/[\s,]+/)).filter((name) => /^[a-z][\w.<>]*$/.test(name) && /[_.]/.test(name)).map((name) => name.replace('<stage>', '1'));
}

describe.skipIf(!existsSync(folder))('the mapping tables of real APIs', () => {
  test.each(SYSTEMS)('every field of %s is in its connector’s tests, or left out with a reason', (system) => {
    const tests = readFileSync(new URL(`../data/connectors/${system.toLowerCase()}.test.ts`, import.meta.url), 'utf8');
    const fields = fieldsOf(system);
    expect(fields.length).toBeGreaterThan(10);
    // Where a test names a family of properties it does so by their stem.
    const isTested = (field: string): boolean => tests.includes(field) || (/_sla_(?:at|status)$/.test(field) && tests.includes(field.replace(/_(?:at|status)$/, '')));
    expect(fields.filter((field) => !isTested(field) && !Object.hasOwn(OTHERWISE[system], field))).toEqual([]);
  });

  test('every recorded payload is converted by a test', () => {
    const tests = readFileSync(new URL('connectors.test.ts', import.meta.url), 'utf8');
    const payloads = ['hubspot', 'zendesk', 'freshdesk', 'intercom', 'chatwoot'].flatMap((system) => readdirSync(folder + system).filter((name) => name.endsWith('.json')).map((name) => `${system}/${name}`));
    // Work logged by people, and the shapes behind the examples, hold no records of ours.
    const none = ['freshdesk/time_entries.json', 'intercom/schemas.json'];
    expect(payloads.filter((path) => !tests.includes(path)).sort()).toEqual(none);
  });
});
