import type { DataSet } from './data-folder.ts';

/** How each export is described to the document reader: columns as they stand in the files. */
export const DOCUMENTS = {
  'servicenow-incidents': {
    version: 1,
    timezone: 'UTC',
    tickets: {
      src: 'tickets.csv.gz',
      fields: {
        id: 'ticket_id',
        createdAt: 'opened_at',
        closedAt: 'closed_at',
        status: 'state',
        priority: 'priority',
        channel: 'contact_type',
        category: 'category',
        team: 'assignment_group',
        owner: 'assigned_to',
        reopenCount: 'reopen_count',
        closeSlaStatus: 'made_sla',
      },
      values: { closeSlaStatus: { true: 'metOnTime', false: 'metLate' } },
      keep: ['closed_code', 'reassignment_count'],
    },
  },
  'italian-helpdesk': {
    version: 1,
    timezone: 'UTC',
    tickets: {
      src: 'tickets.csv',
      fields: {
        id: 'ticket_id',
        createdAt: 'created_at',
        closedAt: 'closed_at',
        firstResponseAt: 'taken_in_charge_at',
        firstResponderId: 'taken_by',
        owner: 'resolved_by',
      },
      keep: ['first_activity', 'last_activity', 'taken_by'],
    },
  },
  'nyc311-2024': {
    version: 1,
    timezone: 'America/New_York',
    tickets: {
      src: 'tickets.csv',
      fields: {
        id: 'ticket_id',
        createdAt: 'created_at',
        closedAt: 'closed_at',
        closeSlaDueAt: 'due_at',
        status: 'status',
        channel: 'channel',
        team: 'agency',
        category: 'complaint_type',
      },
      keep: ['borough'],
    },
  },
} satisfies Record<DataSet, object>;

/** The same exports read for another question: the step that resolves a ticket instead of the one that closes it. */
export const RESOLVED_DOCUMENTS = {
  'servicenow-incidents': {
    version: 1,
    timezone: 'UTC',
    tickets: { src: 'tickets.csv.gz', fields: { id: 'ticket_id', createdAt: 'opened_at', closedAt: 'resolved_at' } },
  },
  'italian-helpdesk': {
    version: 1,
    timezone: 'UTC',
    tickets: { src: 'tickets.csv', fields: { id: 'ticket_id', createdAt: 'created_at', closedAt: 'resolved_at' } },
  },
};

/** With the status history, for time in status and the state at an instant. */
export const HISTORY_DOCUMENTS = {
  'servicenow-incidents': {
    version: 1,
    timezone: 'UTC',
    tickets: { src: 'tickets.csv.gz', fields: { id: 'ticket_id', createdAt: 'opened_at', closedAt: 'closed_at', status: 'state' } },
    statusChanges: { src: 'events.csv.gz', fields: { ticketId: 'ticket_id', status: 'state', enteredAt: 'updated_at' } },
  },
  'italian-helpdesk': {
    version: 1,
    timezone: 'UTC',
    tickets: { src: 'tickets.csv', fields: { id: 'ticket_id', createdAt: 'created_at', closedAt: 'closed_at' } },
    statusChanges: { src: 'events.csv', fields: { ticketId: 'ticket_id', status: 'activity', enteredAt: 'at' } },
  },
};

/** The history with its categories, so that what is open at an instant, and in which state, comes from it. */
export const STATE_DOCUMENTS = {
  'servicenow-incidents': {
    version: 1,
    timezone: 'UTC',
    tickets: { src: 'tickets.csv.gz', fields: { id: 'ticket_id', createdAt: 'opened_at', closedAt: 'closed_at', status: 'state' } },
    statusChanges: {
      src: 'events.csv.gz',
      fields: { ticketId: 'ticket_id', status: 'state', statusCategory: 'state', enteredAt: 'updated_at' },
      values: {
        statusCategory: {
          ...Object.fromEntries(['New', 'Active', 'Resolved', '-100'].map((state) => [state, 'open'])),
          ...Object.fromEntries(['User Info', 'Problem', 'Vendor', 'Evidence'].map((whom) => [`Awaiting ${whom}`, 'waiting'])),
          Closed: 'closed',
        },
      },
    },
  },
};
