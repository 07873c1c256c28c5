import { afterEach, describe, expect, it, vi } from 'vitest';
import { registry } from '../../../src/components/registry.ts';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { fakeAdapter as fixtureAdapter } from '../../../src/testing/fake-adapter.ts';
import { mountDesk } from './mount.ts';
import { fakeAdapter, TestWidget } from './test-widget.ts';

/** Counts what is begun and not ended while it runs. */
function counting() {
  const open = { observed: 0 };
  const timers = new Set<unknown>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const seen = new Map<EventTarget, Set<unknown>>();
  const key = (type: string, listener: unknown, options: unknown) => `${type} ${typeof options === 'object' ? !!(options as AddEventListenerOptions | null)?.capture : !!options} ${idOf(listener)}`;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, ...args) {
    if (this === document || this === window) {
      const of = seen.get(this) ?? new Set();
      seen.set(this, of.add(key(...(args as [string, unknown, unknown]))));
    }
    return addEventListener.apply(this, args);
  });
  vi.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (this: EventTarget, ...args) {
    seen.get(this)?.delete(key(...(args as [string, unknown, unknown])));
    return removeEventListener.apply(this, args);
  });
  const observers = { IntersectionObserver: 'unobserve', MutationObserver: 'disconnect', ResizeObserver: 'disconnect' } as const;
  for (const [name, end] of Object.entries(observers)) {
    const prototype = window[name as keyof typeof observers].prototype as unknown as Record<string, (...args: unknown[]) => void>;
    for (const [method, step] of [['observe', 1], [end, -1]] as const) {
      const original = prototype[method];
      vi.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
        open.observed += step;
        original?.apply(this, args);
      });
    }
  }
  const { setTimeout: start, clearTimeout: end, setInterval: repeat, clearInterval: halt } = window;
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => {
    const id: unknown = start(() => (timers.delete(id), run()), ms);
    timers.add(id);
    return id;
  });
  vi.stubGlobal('clearTimeout', (id: number) => (timers.delete(id), end(id)));
  vi.stubGlobal('setInterval', (run: () => void, ms?: number) => {
    const id = repeat(run, ms);
    timers.add(id);
    return id;
  });
  vi.stubGlobal('clearInterval', (id: number) => (timers.delete(id), halt(id)));
  return () => ({ ...open, listeners: [...seen.values()].reduce((sum, set) => sum + set.size, 0), timers: timers.size });
}

const ids = new WeakMap<object, number>();
let nextId = 0;
function idOf(value: unknown): number {
  const known = ids.get(value as object) ?? nextId++;
  ids.set(value as object, known);
  return known;
}

/** Attaches and detaches a page of widgets fifty times; gives what the last forty-nine rounds left behind. */
async function leftBehind(html: string, adapter: DataAdapter = fakeAdapter()): Promise<Record<string, number>> {
  const count = counting();
  const desk = mountDesk(adapter, html);
  const round = async () => {
    document.body.append(desk);
    await desk.whenIdle();
    desk.remove();
    await (desk.firstElementChild as TestWidget).updateComplete;
  };
  await round();
  const before = count();
  for (let i = 1; i < 50; i++) await round();
  const after = count();
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name as keyof typeof before]]));
}

class Leaky extends TestWidget {
  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', () => this.requestUpdate());
    new ResizeObserver(() => {}).observe(this);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('fifty rounds of attaching and detaching', () => {
  it('leave nothing behind', async () => {
    const html = '<test-widget></test-widget><test-widget desk="nowhere"></test-widget><help-desk lang="pl"><test-widget></test-widget></help-desk>';
    expect(await leftBehind(html)).toEqual({ listeners: 0, observed: 0, timers: 0 });
  });

  it.each(Object.entries(registry))('leave nothing of %s behind', async (tag, load) => {
    (await load()).define(tag);
    expect(await leftBehind(`<${tag} report="tickets-created"></${tag}>`, fixtureAdapter())).toEqual({ listeners: 0, observed: 0, timers: 0 });
  });

  it('are noticed where a widget does leave something (canary)', async () => {
    Leaky.define('leaky-widget');
    expect(await leftBehind('<test-widget></test-widget><leaky-widget></leaky-widget>')).toMatchObject({ listeners: 49, observed: 49 });
  });
});
