import { afterEach, expect, it, vi } from 'vitest';
import { engineOver, faultOf, here, json, QUERY, RESULT, type Asked } from './backend.ts';

const tokenOf = ({ headers }: Asked) => headers.get('authorization');
const needing = (token: string) => (asked: Asked) => (tokenOf(asked) === token ? json({ results: [RESULT] }) : new Response(null, { status: 401 }));

afterEach(() => {
  vi.useRealTimers();
});

it('headers are asked for once, and kept', async () => {
  const headers = vi.fn(() => ({ authorization: 'a' }));
  const { engine } = engineOver({ query: needing('a') }, { headers });
  await Promise.all([engine.query([QUERY], here()), engine.query([QUERY], here())]);
  await engine.query([QUERY], here());
  expect(headers).toHaveBeenCalledTimes(1);
});

it('after a 401 they are asked for again once, for all requests together', async () => {
  let count = 0;
  const headers = vi.fn(async () => ({ authorization: `t${++count}` }));
  const { engine, asked } = engineOver({ query: needing('t2') }, { headers });
  const answers = await Promise.all(Array.from({ length: 10 }, () => engine.query([QUERY], here())));
  expect(answers.flat().every(({ ok }) => ok)).toBe(true);
  expect(headers).toHaveBeenCalledTimes(2);
  expect(asked.map(tokenOf).sort()).toEqual([...Array(10).fill('t1'), ...Array(10).fill('t2')]);
});

it('a request refused late takes the headers that others got meanwhile', async () => {
  let count = 0;
  const headers = vi.fn(() => ({ authorization: `t${++count}` }));
  const late: ((response: Response) => void)[] = [];
  const { engine } = engineOver(
    { query: (asked, nth) => (nth === 1 ? new Promise((resolve) => late.push(resolve)) : needing('t2')(asked)) },
    { headers },
  );
  const slow = engine.query([QUERY], here());
  await vi.waitFor(() => expect(late).toHaveLength(1));
  await engine.query([QUERY], here());
  late[0]!(new Response(null, { status: 401 }));
  expect((await slow)[0]!.ok).toBe(true);
  expect(headers).toHaveBeenCalledTimes(2);
});

it('a token that never gets valid is one retry, then signed out, and no storm later', async () => {
  const headers = vi.fn(() => ({ authorization: 'stale' }));
  const { engine, asked } = engineOver({ query: () => new Response(null, { status: 401 }) }, { headers });
  for (let i = 1; i <= 3; i++) {
    expect(await faultOf(engine.query([QUERY], here()))).toMatchObject({ kind: 'signed-out', status: 401 });
    expect(asked).toHaveLength(2 * i);
  }
});

it('headers that cannot change are not tried twice', async () => {
  const { engine, asked } = engineOver({ query: needing('b') }, { headers: { authorization: 'a' } });
  expect(await faultOf(engine.query([QUERY], here()))).toMatchObject({ kind: 'signed-out' });
  expect(asked).toHaveLength(1);
});

it('headers that failed are asked for again with the next request', async () => {
  const headers = vi.fn(() => ({ authorization: 'a' })).mockImplementationOnce(() => {
    throw new Error('not yet');
  });
  const { engine, asked } = engineOver({ query: needing('a') }, { headers });
  expect(await faultOf(engine.query([QUERY], here()))).toMatchObject({ kind: 'signed-out' });
  expect(asked).toEqual([]);
  expect((await engine.query([QUERY], here()))[0]!.ok).toBe(true);
});

it('headers that never come end in a timeout, and the next request asks anew', async () => {
  vi.useFakeTimers();
  const headers = vi.fn(async () => ({ authorization: 'a' })).mockImplementationOnce(() => new Promise(() => {}));
  const { engine } = engineOver({ query: needing('a') }, { headers });
  const first = faultOf(engine.query([QUERY], here()));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await first).toMatchObject({ kind: 'timeout' });
  expect((await engine.query([QUERY], here()))[0]!.ok).toBe(true);
});
