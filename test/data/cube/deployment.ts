import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { openCube } from '../../../src/data/adapters/cube-engine-client.ts';
import type { CubeOptions } from '../../../src/data/adapters/cube-options.ts';

export const CUBE = 'https://cube.test/cubejs-api';
export const NOW = '2026-03-02T12:00:00.000Z';

const measure = (name: string) => ({ name, title: name, shortTitle: name, type: 'number', aggType: 'count', isVisible: true });
const dimension = (name: string, type: string) => ({ name, title: `Title of ${name}`, shortTitle: name, type, isVisible: true });

/** Shaped as `/v1/meta` answers. */
export const META = {
  cubes: [
    {
      name: 'tickets',
      title: 'Tickets',
      type: 'cube',
      connectedComponent: 1,
      measures: ['count', 'open', 'timeToClose_avg', 'timeToClose_count', 'timeToClose_p90', 'firstResponseTime_avg', 'reopenRate'].map((name) => measure(`tickets.${name}`)),
      dimensions: [
        dimension('tickets.id', 'string'),
        dimension('tickets.channel', 'string'),
        dimension('tickets.createdAt', 'time'),
        dimension('tickets.closedAt', 'time'),
        dimension('tickets.oneTouch', 'boolean'),
        dimension('tickets.replyCount', 'number'),
      ],
      segments: [],
    },
    {
      name: 'Survey',
      title: 'Surveys',
      type: 'cube',
      connectedComponent: 2,
      measures: [measure('Survey.share_happy'), measure('Survey.answers')],
      dimensions: [dimension('Survey.sent', 'time'), dimension('Survey.country', 'string')],
      segments: [],
    },
  ],
};

export const MEMBERS = {
  'feedback.csat': 'Survey.share_happy',
  'feedback.csat.denominator': 'Survey.answers',
  'feedback.submittedAt': 'Survey.sent',
  'feedback.country': 'Survey.country',
};

export interface CubeAsked {
  query: Record<string, unknown>;
  token: string | null;
  at: number;
}

type Answer = (asked: CubeAsked, count: number) => Response | object | Promise<Response | object>;

/** Answers as a deployment does; each test says what `load` gives. */
export function deployment() {
  const asked: CubeAsked[] = [];
  let load: Answer = () => ({ data: [] });
  let meta: () => Response | object = () => META;
  const respond = (value: Response | object) => (value instanceof Response ? value : HttpResponse.json(value as object));
  const server = setupServer(
    http.get(`${CUBE}/v1/meta`, () => respond(meta())),
    http.post(`${CUBE}/v1/load`, async ({ request }) => {
      const { query } = (await request.json()) as { query: Record<string, unknown> };
      asked.push({ query, token: request.headers.get('authorization'), at: Date.now() });
      return respond(await load(asked.at(-1)!, asked.length));
    }),
  );
  return {
    server,
    asked,
    answer: (next: Answer) => void (load = next),
    describe: (next: () => Response | object) => void (meta = next),
    reset(): void {
      asked.length = 0;
      load = () => ({ data: [] });
      meta = () => META;
    },
    engine: (options: Partial<CubeOptions> = {}) => openCube({ url: CUBE, token: 'abc', members: MEMBERS, ...options }),
  };
}
