import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { sampleHelpDesk } from '../demo/sample/help-desk.ts';

/** Writes the small help desk document of the plain host pages: one month of the sample, ending at a fixed instant. */
const now = '2026-11-20T13:05:00Z';
const sample = sampleHelpDesk({ now: Date.parse(now), months: 1.5, tickets: 6_000 });
const folder = fileURLToPath(new URL('../demo/hosts/data/', import.meta.url));
const reps = new Map((sample.reps as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
const teams = new Map((sample.teams as { id: string; name: string }[]).map(({ id, name }) => [id, name]));

type Row = Readonly<Record<string, string | number | null>>;
const rows = (sample.tickets as Row[])
  .filter((ticket) => ticket['excludedAt'] === null)
  .map((ticket) => ({
    'Ticket ID': ticket['id'],
    Subject: ticket['subject'],
    'Opened at': ticket['createdAt'],
    'First reply at': ticket['firstResponseAt'],
    'Closed at': ticket['closedAt'],
    Reopened: ticket['reopenCount'],
    State: ticket['status'],
    Priority: ticket['priority'],
    Channel: ticket['channel'],
    Team: teams.get(String(ticket['teamId'])),
    Owner: reps.get(String(ticket['ownerId'])),
  }));
const answers = (sample.feedback as Row[])
  .filter((each) => each['type'] === 'csat')
  .map((each) => ({ 'Ticket ID': each['ticketId'], 'Answered at': each['submittedAt'], Score: each['score'], Kind: 'csat', Lowest: 1, Highest: 5 }));

const document = {
  $schema: '../../../schema/document.schema.json',
  version: 1,
  timezone: 'Europe/Warsaw',
  asOf: now,
  tickets: {
    src: 'tickets.csv',
    fields: {
      id: 'Ticket ID',
      subject: 'Subject',
      createdAt: 'Opened at',
      firstResponseAt: 'First reply at',
      closedAt: 'Closed at',
      reopenCount: 'Reopened',
      status: 'State',
      priority: 'Priority',
      channel: 'Channel',
      team: 'Team',
      owner: 'Owner',
    },
  },
  feedback: {
    src: 'feedback.csv',
    fields: { ticketId: 'Ticket ID', submittedAt: 'Answered at', score: 'Score', type: 'Kind', scaleMin: 'Lowest', scaleMax: 'Highest' },
  },
  orders: { priority: ['urgent', 'high', 'medium', 'low'] },
  settings: { feedback: { positiveFrom: 4, neutralFrom: 3 } },
};

writeFileSync(`${folder}tickets.csv`, `${Papa.unparse(rows)}\r\n`);
writeFileSync(`${folder}feedback.csv`, `${Papa.unparse(answers)}\r\n`);
writeFileSync(`${folder}helpdesk.json`, `${JSON.stringify(document, null, 2)}\n`);
