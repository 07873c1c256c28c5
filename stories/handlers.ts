import { delay, http, HttpResponse } from 'msw';
import document from '../demo/hosts/data/helpdesk.json' with { type: 'json' };
import feedback from '../demo/hosts/data/feedback.csv?raw';
import tickets from '../demo/hosts/data/tickets.csv?raw';
import { fixtures } from '../src/testing/fixtures/index.ts';

/** A closing time that is none, and a second ticket with a number that is taken. */
const SPOILT = [
  '30000,Second of its name,2026-11-20T08:00:00Z,,,0,New,low,email,Technical,',
  '99999,Closed before it was opened,2026-11-19T08:00:00Z,,2026-11-18T08:00:00Z,0,Closed,low,email,Technical,',
];

const text = (body: string) => (): Response => HttpResponse.text(body);
const json = (body: object, status = 200) => (): Response => HttpResponse.json(body, { status });

/**
 * What the stories' pages are answered, by the folder that they name: on a docs page all stories stand at once,
 * so a story chooses among these and brings none of its own.
 */
export const handlers = [
  http.get('/scenarios/:scenario/feedback.csv', text(feedback)),
  http.get('/scenarios/left-out/tickets.csv', text([tickets.trimEnd(), ...SPOILT, ''].join('\r\n'))),
  http.get('/scenarios/:scenario/tickets.csv', text(tickets)),
  http.get('/scenarios/gone/helpdesk.json', () => new HttpResponse(null, { status: 404 })),
  http.get('/scenarios/broken/helpdesk.json', text('{ "version": 1, "tickets": ')),
  http.get('/scenarios/slow/helpdesk.json', () => delay('infinite')),
  http.get('/scenarios/:scenario/helpdesk.json', json(document)),
  http.get('/scenarios/signed-out/api/*', json({}, 401)),
  http.get('/scenarios/denied/api/*', json({}, 403)),
  http.get('/scenarios/:scenario/api/team-summary', json(fixtures['team-summary'])),
  http.get('/scenarios/:scenario/api/tickets-by-channel', json(fixtures['tickets-by-channel'])),
];
