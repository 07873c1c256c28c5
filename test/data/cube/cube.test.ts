import { HttpResponse } from 'msw';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cubeEngine } from '../../../src/data/adapters/cube-engine.ts';
import { engineAdapter } from '../../../src/data/adapters/engine-adapter.ts';
import type { FigureSet } from '../../../src/data/adapter.ts';
import type { Query } from '../../../src/data/query/query.ts';
import { scope } from '../client/recording-adapter.ts';
import { faultOf, here } from '../http/backend.ts';
import { CUBE, deployment, NOW } from './deployment.ts';

const cube = deployment();

beforeAll(() => cube.server.listen());
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
});
afterEach(() => {
  cube.reset();
  vi.useRealTimers();
});
afterAll(() => cube.server.close());

const ask = async (query: Query) => (await cube.engine().query([query], here()))[0]!;

describe('a query', () => {
  it('goes out alone, by the names of the deployment, with order and zone', async () => {
    await ask({
      measures: ['tickets.count', 'tickets.timeToClose.avg'],
      dimensions: ['tickets.channel'],
      timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', dateRange: ['2026-02-01', '2026-02-28'] }],
      filters: [{ or: [{ member: 'tickets.channel', operator: 'equals', values: ['email'] }, { member: 'tickets.channel', operator: 'notSet' }] }],
      limit: 50,
      offset: 100,
      total: true,
      timezone: 'Europe/Warsaw',
    });
    expect(cube.asked).toEqual([
      {
        at: Date.parse(NOW),
        token: 'abc',
        query: {
          measures: ['tickets.count', 'tickets.timeToClose_avg'],
          dimensions: ['tickets.channel'],
          timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day', dateRange: ['2026-02-01', '2026-02-28'] }],
          filters: [{ or: [{ member: 'tickets.channel', operator: 'equals', values: ['email'] }, { member: 'tickets.channel', operator: 'notSet' }] }],
          order: [
            ['tickets.createdAt', 'asc'],
            ['tickets.channel', 'asc'],
          ],
          limit: 51,
          offset: 100,
          total: true,
          timezone: 'Europe/Warsaw',
        },
      },
    ]);
  });

  it('fails on a name in `members` that nobody knows, and says which is nearest', async () => {
    const engine = cube.engine({ members: { 'feedback.cast': 'Survey.share_happy' } });
    expect(await faultOf(engine.catalog(here()))).toMatchObject({
      kind: 'bad-query',
      title: '“feedback.cast” is neither a measure nor a dimension, and “Survey.share_happy” is no dimension of the deployment. Did you mean “feedback.csat”?',
      path: 'members.feedback.cast',
    });
    expect(await faultOf(cube.engine({ members: { 'feedbak.country': 'Survey.country' } }).catalog(here()))).toMatchObject({ path: 'members.feedbak.country' });
  });

  it('says which name is nearest where a member is not known, here or there', async () => {
    expect(await ask({ measures: ['tickets.cuont'] })).toMatchObject({ ok: false, error: { kind: 'bad-query', title: 'There is no measure “tickets.cuont”. Did you mean “tickets.count”?' } });
    const engine = cube.engine({ members: { 'feedback.csat': 'Survey.share_hapy' } });
    const [answer] = await engine.query([{ measures: ['feedback.csat'] }], here());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unsupported', detail: 'Its name in `members` is no measure there. Did you mean “Survey.share_happy”?' } });
  });

  it('takes mapped names before its own', async () => {
    await ask({ measures: ['feedback.csat'], dimensions: ['feedback.country'], order: [['feedback.csat', 'desc']] });
    expect(cube.asked[0]!.query).toMatchObject({ measures: ['Survey.share_happy'], dimensions: ['Survey.country'], order: [['Survey.share_happy', 'desc']] });
  });

  it.each([
    ['two dates, both included', ['2026-03-29', '2026-03-29'], ['2026-03-29', '2026-03-29']],
    ['two instants, half-open', ['2026-03-01T23:00:00Z', '2026-03-02T11:00:00Z'], ['2026-03-02T00:00:00.000', '2026-03-02T11:59:59.999']],
    ['instants over a change of the clocks', ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'], ['2026-03-29T00:00:00.000', '2026-03-29T23:59:59.999']],
  ] as const)('gives Cube local ranges with both ends: %s', async (_name, dateRange, expected) => {
    await ask({ measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', dateRange }], timezone: 'Europe/Warsaw' });
    expect(cube.asked[0]!.query['timeDimensions']).toEqual([{ dimension: 'tickets.createdAt', dateRange: expected }]);
  });

  it('over nothing asks nothing', async () => {
    const empty = ['2026-03-02T11:00:00Z', '2026-03-02T11:00:00Z'] as const;
    const answer = await ask({ measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', dateRange: empty }] });
    expect(answer).toMatchObject({ ok: true, value: { data: [[]] } });
    expect(cube.asked).toEqual([]);
  });

  it('says when a boundary lies in an hour that the clocks showed twice', async () => {
    const dateRange = ['2026-10-25T00:00:00Z', '2026-10-25T01:30:00Z'] as const;
    const answer = await ask({ measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', dateRange }], timezone: 'Europe/Warsaw' });
    expect(answer).toMatchObject({ ok: true, value: { partial: [expect.stringMatching(/^repeated-hour: /)] } });
  });

  it.each<[string, string, readonly string[], object]>([
    ['a date', 'beforeDate', ['2026-03-02'], { operator: 'beforeDate', values: ['2026-03-02T00:00:00.000'] }],
    ['a date', 'afterDate', ['2026-03-02'], { operator: 'afterDate', values: ['2026-03-02T23:59:59.999'] }],
    ['a date', 'gte', ['2026-03-02'], { operator: 'afterDate', values: ['2026-03-01T23:59:59.999'] }],
    ['a date', 'lte', ['2026-03-02'], { operator: 'beforeDate', values: ['2026-03-03T00:00:00.000'] }],
    ['an instant', 'gt', ['2026-03-02T10:00:00Z'], { operator: 'afterDate', values: ['2026-03-02T10:00:00.000'] }],
    ['an instant', 'lte', ['2026-03-02T10:00:00Z'], { operator: 'beforeDate', values: ['2026-03-02T10:00:00.001'] }],
    ['a date', 'equals', ['2026-03-02'], { operator: 'inDateRange', values: ['2026-03-02T00:00:00.000', '2026-03-02T23:59:59.999'] }],
    ['one day', 'inDateRange', ['2026-03-02'], { operator: 'inDateRange', values: ['2026-03-02', '2026-03-02'] }],
    ['instants', 'notInDateRange', ['2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z'], { operator: 'notInDateRange', values: ['2026-03-02T10:00:00.000', '2026-03-02T10:59:59.999'] }],
    ['nothing', 'set', [], { operator: 'set', values: [] }],
  ])('compares times with %s by %s', async (_name, operator, values, expected) => {
    await ask({ measures: ['tickets.count'], filters: [{ member: 'tickets.createdAt', operator: operator as 'gt', values }] });
    expect(cube.asked[0]!.query['filters']).toEqual([{ member: 'tickets.createdAt', ...expected }]);
  });

  it('of records chooses those behind the measure, and counts each once', async () => {
    cube.answer(() => ({ data: [{ 'tickets.id': '7' }, { 'tickets.id': '9' }] }));
    const answer = await ask({ measures: ['tickets.count'], dimensions: ['tickets.id'], ungrouped: true });
    expect(cube.asked[0]!.query).toMatchObject({ measures: [], ungrouped: true, filters: [{ member: 'tickets.count', operator: 'measureFilter' }] });
    expect(answer).toMatchObject({ ok: true, value: { data: [['7', '9'], [1, 1]] } });
  });
});

describe('an answer', () => {
  it('comes with texts as numbers, times by granularity, booleans, and nulls as they are', async () => {
    cube.answer(() => ({
      query: {},
      annotation: {},
      lastRefreshTime: '2026-03-02T11:30:00.000Z',
      data: [
        { 'tickets.createdAt.day': '2026-03-01T00:00:00.000', 'tickets.createdAt': '2026-03-01T00:00:00.000', 'tickets.oneTouch': 'true', 'tickets.replyCount': '3', 'tickets.closedAt': '2026-03-01T10:15:00.000', 'tickets.count': '12', 'tickets.timeToClose_avg': '81000.5' },
        { 'tickets.createdAt': '2026-03-02T00:00:00.000', 'tickets.oneTouch': false, 'tickets.replyCount': 0, 'tickets.closedAt': null, 'tickets.count': 0, 'tickets.timeToClose_avg': null },
      ],
      total: '2',
    }));
    const answer = await ask({
      measures: ['tickets.count', 'tickets.timeToClose.avg'],
      dimensions: ['tickets.oneTouch', 'tickets.replyCount', 'tickets.closedAt'],
      timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'day' }],
      total: true,
    });
    expect(answer).toEqual({
      ok: true,
      value: {
        columns: [
          { name: 'tickets.createdAt', type: 'time' },
          { name: 'tickets.oneTouch', type: 'boolean' },
          { name: 'tickets.replyCount', type: 'number' },
          { name: 'tickets.closedAt', type: 'time' },
          { name: 'tickets.count', type: 'number', unit: 'tickets' },
          { name: 'tickets.timeToClose.avg', type: 'number', unit: 'ms' },
        ],
        data: [
          ['2026-03-01T00:00:00.000', '2026-03-02T00:00:00.000'],
          [true, false],
          [3, 0],
          ['2026-03-01T10:15:00.000Z', null],
          [12, 0],
          [81000.5, null],
        ],
        asOf: '2026-03-02T11:30:00.000Z',
        total: 2,
      },
    });
  });

  it('that has more rows than were asked for is cut, and says so', async () => {
    cube.answer(() => ({ data: [1, 2, 3].map((id) => ({ 'tickets.channel': `c${id}`, 'tickets.count': String(id) })) }));
    const answer = await ask({ measures: ['tickets.count'], dimensions: ['tickets.channel'], limit: 2 });
    expect(answer).toMatchObject({ ok: true, value: { truncated: true, data: [['c1', 'c2'], [1, 2]] } });
  });

  it('vouches for nothing after the instant that was asked for', async () => {
    cube.answer(() => ({ data: [], lastRefreshTime: '2026-03-02T11:59:59.000Z' }));
    expect(await ask({ measures: ['tickets.count'], context: { now: '2026-03-01T12:00:00Z' } })).toMatchObject({ value: { asOf: '2026-03-01T12:00:00.000Z' } });
  });

  it.each<[string, object, RegExp]>([
    ['words for a number', { data: [{ 'tickets.count': 'many' }] }, /“many” for tickets.count, which is no number/],
    ['nothing for a number', { data: [{ 'tickets.count': '' }] }, /no number/],
    ['no rows', { results: [] }, /data (?:should be|is missing)/],
    ['another error', { error: 'Something else' }, /data (?:should be|is missing)/],
  ])('with %s is a clear problem', async (_name, body, title) => {
    cube.answer(() => body);
    expect(await ask({ measures: ['tickets.count'] })).toMatchObject({ ok: false, error: { kind: 'bad-data', title: expect.stringMatching(title) } });
  });

  it('may take several questions: “Continue wait” is asked again, not too soon', async () => {
    cube.answer((_asked, count) => (count < 3 ? { error: 'Continue wait' } : { data: [{ 'tickets.count': '4' }] }));
    vi.useRealTimers();
    const sent: number[] = [];
    const noting: typeof fetch = (...request) => {
      if (String(request[0]).endsWith('/load')) sent.push(performance.now());
      return fetch(...request);
    };
    const [answer] = await cube.engine({ fetch: noting }).query([{ measures: ['tickets.count'] }], here());
    expect(answer).toMatchObject({ ok: true, value: { data: [[4]] } });
    expect(cube.asked).toHaveLength(3);
    expect(cube.asked[0]!.query).toEqual(cube.asked[2]!.query);
    // What arrives late has still been sent no sooner.
    for (const i of [1, 2]) expect(sent[i]! - sent[i - 1]!).toBeGreaterThanOrEqual(900);
  });

  it('is no longer waited for when nobody wants it', async () => {
    cube.answer(() => ({ error: 'Continue wait' }));
    const stop = new AbortController();
    const answer = cube.engine().query([{ measures: ['tickets.count'] }], { signal: stop.signal });
    await vi.waitFor(() => expect(cube.asked).toHaveLength(1));
    stop.abort(new Error('left'));
    await expect(answer).rejects.toThrow('left');
  });

  it('that fails, fails alone', async () => {
    cube.answer(({ query }) => ((query['measures'] as string[])[0] === 'tickets.open' ? HttpResponse.json({ error: 'Query timed out' }, { status: 400 }) : { data: [{ 'tickets.count': '4' }] }));
    const answers = await cube.engine().query([{ measures: ['tickets.open'] }, { measures: ['tickets.count'] }], here());
    expect(answers).toMatchObject([{ ok: false, error: { status: 400, detail: 'Query timed out' } }, { ok: true }]);
  });
});

describe('what Cube cannot express', () => {
  const yesterday = { now: '2026-03-01T12:00:00Z' };
  it.each<[string, Query, RegExp]>([
    ['a member that the model lacks', { measures: ['tickets.timeToClose.median'] }, /no measure for “tickets.timeToClose.median”/],
    ['a stock of the past', { measures: ['tickets.open'], context: yesterday }, /only as it is now/],
    ['business hours', { measures: ['tickets.timeToClose.avg'], context: { hours: 'business' } }, /business hours/],
    ['weeks from Sunday', { measures: ['tickets.count'], timeDimensions: [{ dimension: 'tickets.createdAt', granularity: 'week' }], context: { weekStart: 7 } }, /begin on Monday/],
  ])('is unsupported, and not asked: %s', async (_name, query, title) => {
    expect(await ask(query)).toMatchObject({ ok: false, error: { kind: 'unsupported', title: expect.stringMatching(title) } });
    expect(cube.asked).toEqual([]);
  });

  it('is something else than a name that nobody knows', async () => {
    expect(await ask({ measures: ['tickets.cuont'] })).toMatchObject({ ok: false, error: { kind: 'bad-query', path: 'queries[0].measures[0]' } });
  });

  it('a stock of now is asked', async () => {
    cube.answer(() => ({ data: [{ 'tickets.open': '31' }] }));
    expect(await ask({ measures: ['tickets.open'], context: { now: NOW } })).toMatchObject({ ok: true, value: { data: [[31]] } });
  });
});

describe('the catalogue', () => {
  it('has what the model has, and means only with the number behind them', async () => {
    const { sources, capabilities } = await cube.engine().catalog(here());
    const names = sources.flatMap(({ members }) => members.map(({ name }) => name));
    expect(names).toEqual(
      expect.arrayContaining(['tickets.count', 'tickets.open', 'tickets.timeToClose.avg', 'tickets.timeToClose.p90', 'tickets.channel', 'feedback.csat', 'feedback.country']),
    );
    for (const missing of ['tickets.timeToClose.median', 'tickets.firstResponseTime.avg', 'tickets.reopenRate', 'calls.count']) expect(names).not.toContain(missing);
    expect(sources.map(({ name, joins }) => [name, joins])).toEqual([
      ['tickets', []],
      ['feedback', []],
    ]);
    expect(capabilities).toMatchObject({ csat: true, calls: false, sla: false, businessHours: false });
  });

  it('says which members are known only as they are now', async () => {
    const { sources } = await cube.engine().catalog(here());
    const description = (name: string) => sources.flatMap(({ members }) => members).find((member) => member.name === name)!.description;
    expect(description('tickets.open')).toContain('Known only as it is now.');
    expect(description('tickets.count')).not.toContain('Known only as it is now.');
  });

  it('that is not as documented is one clear problem', async () => {
    cube.describe(() => ({ cubes: [{ name: 'tickets' }] }));
    expect(await faultOf(cube.engine().catalog(here()))).toMatchObject({ kind: 'bad-data', title: expect.stringContaining('description of the Cube deployment') });
  });
});

describe('a token', () => {
  const refusing = (asked: { token: string | null }) => (asked.token === 'new' ? { data: [{ 'tickets.count': '1' }] } : HttpResponse.json({ error: 'Invalid token' }, { status: 403 }));

  it('that is refused is asked for again, once for all', async () => {
    cube.answer(refusing);
    let count = 0;
    const token = vi.fn(async () => (count++ ? 'new' : 'old'));
    const query = { measures: ['tickets.count'] };
    const answers = await cube.engine({ token }).query([query, query, query], here());
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(token).toHaveBeenCalledTimes(2);
  });

  it('that never gets valid is signed out; other refusals are denials', async () => {
    cube.answer(refusing);
    expect(await ask({ measures: ['tickets.count'] })).toMatchObject({ error: { kind: 'signed-out', status: 403 } });
    cube.answer(() => HttpResponse.json({ error: 'API scope is missing: data' }, { status: 403 }));
    expect(await ask({ measures: ['tickets.count'] })).toMatchObject({ error: { kind: 'denied' } });
  });
});

it('a widget shows what Cube has; what it lacks is no zero', async () => {
  cube.answer(({ query }) => {
    const measures = query['measures'] as string[];
    const values: Record<string, string> = { 'tickets.open': '31', 'tickets.count': '7', 'tickets.timeToClose_avg': '3600000', 'tickets.timeToClose_count': '7', 'Survey.share_happy': '0.9', 'Survey.answers': '10' };
    return { data: [Object.fromEntries(measures.map((name) => [name, values[name]]))] };
  });
  const adapter = engineAdapter(cubeEngine({ url: `${CUBE}/v1/`, token: 'abc', members: { 'feedback.csat': 'Survey.share_happy', 'feedback.csat.denominator': 'Survey.answers', 'feedback.submittedAt': 'Survey.sent' } }));
  const { figures } = (await adapter.load({ dataset: 'team-summary', params: {}, scope: scope() }, here())) as FigureSet;
  expect(figures).toMatchObject({
    open: { value: 31, base: null, baseNote: expect.stringContaining('only as it is now') },
    closed: { value: 7, base: null, baseNote: expect.stringMatching(/^no-history: /) },
    'time-to-close': { value: 3_600_000, n: 7 },
    csat: { value: 0.9, n: 10 },
  });
  expect(figures).not.toHaveProperty('first-response-time');
});
