import { expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import '../../../src/components/help-desk/define.ts';
import '../../../src/components/team-summary/define.ts';
import type { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import { recordsAdapter } from '../../../src/data/adapters/records-adapter.ts';
import { clientFor } from '../../../src/data/client-for.ts';
import { nextTask } from '../../../src/data/next-task.ts';
import { recordsEngine } from '../../../src/data/when-asked.ts';
import { desk, QUERIES, signal } from './desk.ts';

const MANY = 21_000;

/** Workers that run; counted, not held. */
let running = 0;
const Native = Worker;
globalThis.Worker = class extends Native {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    running++;
  }
  override terminate(): void {
    running--;
    super.terminate();
  }
};

async function collect(): Promise<number> {
  const session = cdp() as unknown as { send(method: string): Promise<unknown> };
  await session.send('HeapProfiler.collectGarbage');
  await nextTask();
  return running;
}

const settled = (count: number) => vi.waitFor(async () => expect(await collect()).toBe(count), { timeout: 20_000 });
/** A client keeps its answers for some minutes after the last reader has gone. */
const KEPT = 10 * 60_000;

/** In a function of its own, so that nothing here holds what it used. */
async function useEngine(): Promise<void> {
  const engine = recordsEngine(desk(MANY));
  engine.subscribe(() => undefined);
  await engine.query(QUERIES, { signal });
  expect(engine.where).toBe('worker');
}

async function useAdapter(): Promise<void> {
  const client = clientFor(recordsAdapter(desk(MANY)));
  client.mount();
  expect((await client.catalog())?.sources.length).toBeGreaterThan(0);
  client.unmount();
}

async function useElement(): Promise<void> {
  const element = document.createElement('help-desk') as HelpDesk;
  element.innerHTML = '<team-summary></team-summary>';
  const lines = desk(MANY).tickets.map((ticket) => Object.values(ticket).slice(0, 4).join());
  element.src = URL.createObjectURL(new Blob([`number,short_description,opened_at,closed_at\n${lines.join('\n')}`]));
  document.body.append(element);
  await element.whenIdle();
  expect(element.querySelector('team-summary')!.shadowRoot!.querySelector('[data-metric=open] data')).not.toBeNull();
  expect(running).toBe(1);
  element.remove();
}

it.each([
  ['an engine', useEngine],
  ['an adapter and its client', useAdapter],
  ['a provider', useElement],
])('the worker of %s that was let go ends', async (_, use) => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    await use();
    vi.advanceTimersByTime(KEPT);
  } finally {
    vi.useRealTimers();
  }
  await settled(0);
}, 60_000);

it('canary: that of an engine which somebody holds goes on', async () => {
  const engine = recordsEngine(desk(MANY));
  await engine.query(QUERIES, { signal });
  for (let round = 0; round < 5; round++) expect(await collect()).toBe(1);
  engine.close();
  await settled(0);
}, 60_000);

it('an adapter that is closed ends its worker at once, and begins again when it is asked', async () => {
  const adapter = recordsAdapter(desk(MANY));
  await adapter.catalog!({ signal });
  adapter.close!();
  await vi.waitFor(() => expect(running).toBe(0));
  await adapter.catalog!({ signal });
  expect(running).toBe(1);
  adapter.close!();
  await vi.waitFor(() => expect(running).toBe(0));
}, 60_000);
