import { FIELDS } from '../catalog/fields.ts';
import { NAMED } from '../records/names.ts';
import { SOURCE_NAMES, type SourceName } from '../records/records.ts';
import type { FileMapping } from './schema.ts';

/** How the columns of some program's export become our fields. Column names are compared without case, spaces and marks. */
export interface KnownExport extends FileMapping {
  source: SourceName;
  fields: Readonly<Record<string, string>>;
  /** Fields without which it is not this export. */
  needs: readonly string[];
}

const CLOSED = { new: 'open', open: 'open', pending: 'waiting', 'on-hold': 'waiting', hold: 'waiting', resolved: 'closed', solved: 'closed', closed: 'closed' };
const STATUS_CATEGORY = { ...CLOSED, ...Object.fromEntries(Object.entries(CLOSED).map(([word, category]) => [word[0]!.toUpperCase() + word.slice(1), category])) };

const NEEDS: Readonly<Partial<Record<SourceName, readonly string[]>>> = {
  tickets: ['id', 'createdAt'],
  statusChanges: ['ticketId', 'status', 'enteredAt'],
  assignments: ['ticketId', 'from'],
  messages: ['sentAt', 'ticketId'],
  conversations: ['id', 'startedAt'],
  calls: ['startedAt'],
  reps: ['id', 'name', 'availability'],
  feedback: ['score', 'submittedAt'],
};

/** Each source's own field names, a ticket's id also as `ticket_id`, people and teams also by name. */
const OWN: readonly KnownExport[] = SOURCE_NAMES.flatMap((source) => {
  const names = Object.keys(FIELDS[source]);
  const byName = Object.entries(NAMED).filter(([, { field }]) => names.includes(field));
  const fields = Object.fromEntries([...byName.map(([name]) => [name, name]), ...names.map((name) => [name, name])]) as Record<string, string>;
  const needs = NEEDS[source] ?? ['id', 'name'];
  const singular = source === 'companies' ? 'company' : source.replace(/s$/, '');
  return names.includes('id') ? [{ source, fields, needs }, { source, fields: { ...fields, id: `${singular}Id` }, needs }] : [{ source, fields, needs }];
});

/** Exports of ticket lists by well-known programs, under the English column names that they write. */
const PROGRAMS: readonly KnownExport[] = [
  {
    // Zendesk: CSV export of all tickets.
    source: 'tickets',
    needs: ['createdAt', 'closedAt', 'reopenCount'],
    fields: {
      id: 'Id',
      subject: 'Subject',
      createdAt: 'Created at',
      closedAt: 'Solved at',
      reopenCount: 'Reopens',
      status: 'Status',
      statusCategory: 'Status',
      priority: 'Priority',
      channel: 'Via',
      category: 'Ticket type',
      owner: 'Assignee',
      team: 'Group',
      contactId: 'Requester id',
      company: 'Organization',
      firstResponseTimeMs: 'First reply time in minutes',
      firstResponseTimeBusinessMs: 'First reply time in minutes within business hours',
      timeToCloseMs: 'Full resolution time in minutes',
      timeToCloseBusinessMs: 'Full resolution time in minutes within business hours',
    },
    values: { statusCategory: STATUS_CATEGORY },
    units: { firstResponseTimeMs: 'min', firstResponseTimeBusinessMs: 'min', timeToCloseMs: 'min', timeToCloseBusinessMs: 'min' },
  },
  {
    // Freshdesk: export of the ticket list.
    source: 'tickets',
    needs: ['id', 'createdAt'],
    fields: {
      id: 'Ticket ID',
      subject: 'Subject',
      createdAt: 'Created time',
      closedAt: 'Resolved time',
      status: 'Status',
      statusCategory: 'Status',
      priority: 'Priority',
      channel: 'Source',
      category: 'Type',
      owner: 'Agent',
      team: 'Group',
      contact: 'Full name',
      company: 'Company Name',
      firstResponseAt: 'Initial response time',
      closeSlaDueAt: 'Due by Time',
    },
    values: { statusCategory: STATUS_CATEGORY },
  },
  {
    // HubSpot: export of the ticket table, with labels.
    source: 'tickets',
    needs: ['createdAt', 'closedAt'],
    fields: {
      id: 'Record ID',
      subject: 'Ticket name',
      createdAt: 'Create date',
      closedAt: 'Close date',
      status: 'Ticket status',
      pipeline: 'Pipeline',
      priority: 'Priority',
      channel: 'Source',
      category: 'Category',
      owner: 'Ticket owner',
      team: 'HubSpot team',
      company: 'Primary company',
    },
  },
  {
    // HubSpot: the same by internal names.
    source: 'tickets',
    needs: ['id', 'createdAt'],
    fields: {
      id: 'hs_object_id',
      subject: 'subject',
      createdAt: 'createdate',
      closedAt: 'closed_date',
      status: 'hs_pipeline_stage',
      pipeline: 'hs_pipeline',
      priority: 'hs_ticket_priority',
      channel: 'source_type',
      category: 'hs_ticket_category',
      ownerId: 'hubspot_owner_id',
      teamId: 'hubspot_team_id',
      company: 'hs_primary_company_name',
      firstResponseAt: 'hs_first_agent_message_sent_at',
      oneTouch: 'hs_is_one_touch_ticket',
      timeToCloseMs: 'time_to_close',
    },
  },
  {
    // ServiceNow: export of the incident list by field names.
    source: 'tickets',
    needs: ['id', 'createdAt'],
    fields: {
      id: 'number',
      subject: 'short_description',
      createdAt: 'opened_at',
      closedAt: 'closed_at',
      reopenCount: 'reopen_count',
      status: 'state',
      priority: 'priority',
      channel: 'contact_type',
      category: 'category',
      owner: 'assigned_to',
      team: 'assignment_group',
      contact: 'caller_id',
      company: 'company',
    },
    values: { priority: { '1 - Critical': 'urgent', '2 - High': 'high', '3 - Moderate': 'medium', '4 - Low': 'low' } },
  },
];

/** An export and which column holds which field. */
export interface Recognised {
  source: SourceName;
  mapping: FileMapping & { fields: Readonly<Record<string, string>> };
}

/** The export, of this source where one is named, that tells most of these columns; undefined where none fits. */
export function recognise(columns: readonly string[], source?: SourceName): Recognised | undefined {
  const byPlain = new Map<string, string>();
  for (const column of columns) if (!byPlain.has(plain(column))) byPlain.set(plain(column), column);
  let best: Recognised | undefined;
  for (const { fields, needs, values, units, ...known } of [...OWN, ...PROGRAMS]) {
    if (source && known.source !== source) continue;
    const found = new Map<string, string>();
    for (const [field, column] of Object.entries(fields)) {
      const met = byPlain.get(plain(column));
      // The id itself, where given, is better than the name.
      if (met !== undefined) found.set(field, met);
      if (met !== undefined) for (const [name, { field: id }] of Object.entries(NAMED)) if (id === field) found.delete(name);
    }
    // A source that the document names need not show by which columns it is told from others.
    const enough = source ? found.size > 0 : needs.every((field) => found.has(field));
    if (enough && found.size > (best ? Object.keys(best.mapping.fields).length : 0)) {
      const only = <T>(table: Readonly<Record<string, T>> = {}) => Object.fromEntries(Object.entries(table).filter(([field]) => found.has(field)));
      best = { source: known.source, mapping: { fields: Object.fromEntries(found), values: only(values), units: only(units) } };
    }
  }
  return best;
}

/** What a file needs for a source to be told without a description. */
export function neededFields(source: SourceName = 'tickets'): readonly string[] {
  return NEEDS[source] ?? ['id', 'name'];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
