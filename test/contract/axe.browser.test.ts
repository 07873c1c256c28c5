import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WidgetElement } from '../../src/components/internal/widget-element.ts';
import { registry } from '../../src/components/registry.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';
import { emptied, STATES, type StateCase, type Widget } from './states.ts';

const classes = await Promise.all(Object.entries(registry).map(async ([name, load]) => [name, await load()] as const));
const widgets = classes.flatMap(([name, Class]) => (Class.prototype instanceof WidgetElement ? [[name, Class as unknown as typeof WidgetElement] as const] : []));
const answers: Readonly<Record<string, unknown>> = fixtures;

/** After this long without a provider a widget says that there is none. */
const GRACE = 2000;

/** What axe finds in a place, and what it cannot decide. */
async function found(place: Element): Promise<string[]> {
  const { violations, incomplete } = await axe.run(place, { resultTypes: ['violations', 'incomplete'] });
  return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
}

async function draw(name: string, { dataset }: typeof WidgetElement, { adapter, then, lasting, states }: StateCase): Promise<Widget> {
  const widget = document.createElement(name) as Widget;
  widget.setAttribute('report', 'tickets-created');
  const answer = answers[dataset.name];
  if (adapter) widget.adapter = adapter(answer, emptied(answer, dataset));
  if (!adapter) vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  document.querySelector('main')?.append(widget);
  await widget.updateComplete;
  if (!adapter) await vi.advanceTimersByTimeAsync(GRACE);
  vi.useRealTimers();
  if (!lasting) await widget.settled;
  await then?.(widget);
  await vi.waitFor(() => expect(states.filter((state) => !widget.matches(`:state(${state})`))).toEqual([]));
  await widget.updateComplete;
  return widget;
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  document.body.innerHTML = '<main></main>';
});
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

describe.each(widgets)('%s', (name, Class) => {
  Class.define(name);
  test.each(STATES.flatMap((state) => ['light', 'dark'].map((scheme) => [state.name, scheme, state] as const)))('axe finds nothing: %s, %s', async (_, scheme, state) => {
    document.documentElement.style.colorScheme = scheme;
    await draw(name, Class, state);
    expect(await found(document.body)).toEqual([]);
  });
});

test.each([
  ['words too pale', 'color-contrast', '<p style="color:#ccc;background:#fff">pale</p>'],
  ['a button without a name', 'button-name', '<button></button>'],
])('%s are caught', async (_, rule, html) => {
  document.querySelector('main')?.append(document.createRange().createContextualFragment(html));
  expect(await found(document.body)).toContainEqual(expect.stringMatching(`^${rule}:`));
});
