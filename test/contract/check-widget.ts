import { vi } from 'vitest';
import type { WidgetElement } from '../../src/components/internal/widget-element.ts';
import type { Dataset } from '../../src/data/datasets/dataset.ts';
import { emptied, STATES, type StateCase, type Widget } from './states.ts';

export type WidgetClass = typeof WidgetElement;
export type Direction = 'ltr' | 'rtl';

export interface WidgetUnderTest {
  widget: WidgetClass;
  /** Attributes without which it shows nothing. */
  attributes?: Readonly<Record<string, string>>;
  answer: unknown;
  direction: Direction;
  width: number;
}

const GRACE = 2000;
const LOUD = ['debug', 'error', 'info', 'log', 'warn'] as const;
let tags = 0;

/** Everything that a widget does wrong in the states it can be in; nothing where all is well. */
export async function faultsOf(test: WidgetUnderTest): Promise<readonly string[]> {
  const tag = `contract-${++tags}`;
  test.widget.define(tag);
  const faults: string[] = [];
  let size: number | undefined;
  for (const state of STATES) {
    const said = LOUD.map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
    const place = document.createElement('main');
    place.dir = test.direction;
    place.style.inlineSize = `${test.width}px`;
    document.body.append(place);
    try {
      const widget = await draw(tag, place, state, test);
      faults.push(...stateFaults(widget, state), ...overflowFaults(widget, state), ...numberFaults(widget, state), ...digitFaults(widget, state));
      const height = widget.getBoundingClientRect().height;
      size ??= height;
      if (Math.abs(height - size) > 1) faults.push(`${state.name}: ${height} px high, ${size} px when waiting`);
      // The hint that a page has no source is wanted, once.
      const allowed = state.name === 'missing' ? 1 : 0;
      const calls = said.flatMap((spy) => spy.mock.calls);
      if (calls.length > allowed) faults.push(`${state.name}: said on the console: ${String(calls[0])}`);
    } finally {
      place.remove();
      for (const spy of said) spy.mockRestore();
    }
  }
  return faults;
}

async function draw(tag: string, place: HTMLElement, state: StateCase, { widget: Class, attributes = {}, answer }: WidgetUnderTest): Promise<Widget> {
  const widget = document.createElement(tag) as Widget;
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  const dataset = (Class as unknown as { dataset: Dataset }).dataset;
  if (!state.adapter) vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    if (state.adapter) widget.adapter = state.adapter(answer, emptied(answer, dataset));
    place.append(widget);
    await widget.updateComplete;
    if (!state.adapter) await vi.advanceTimersByTimeAsync(GRACE);
  } finally {
    vi.useRealTimers();
  }
  if (!state.lasting) await widget.settled;
  await state.then?.(widget);
  await vi.waitFor(() => {
    if (!state.states.every((name) => widget.matches(`:state(${name})`))) throw new Error('not yet');
  }).catch(() => undefined);
  await widget.updateComplete;
  return widget;
}

function stateFaults(widget: Widget, { name, states }: StateCase): string[] {
  const known = STATES.flatMap((other) => other.states);
  const exposed = [...new Set(known)].filter((state) => widget.matches(`:state(${state})`));
  return exposed.sort().join() === [...states].sort().join() ? [] : [`${name}: exposes ${exposed.join(' ') || 'no state'}, not ${states.join(' ')}`];
}

/** Boxes that reach out of the card sideways, unless something around them scrolls. */
function overflowFaults(widget: Widget, { name }: StateCase): string[] {
  const root = widget.shadowRoot!;
  const card = root.querySelector('[part~=base]')!.getBoundingClientRect();
  const out = [...root.querySelectorAll<HTMLElement>('[part~=base] *')].filter((element) => {
    if (element.closest('svg, [part~=table]') || getComputedStyle(element).visibility === 'hidden') return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < card.left - 1 || right > card.right + 1);
  });
  return out.slice(0, 1).map((element) => `${name}: <${element.localName} class="${element.className}"> sticks out of the card`);
}

/** Broken values must never be shown. */
function numberFaults(widget: Widget, { name }: StateCase): string[] {
  const found = /NaN|undefined|Invalid Date|\[object/.exec(widget.shadowRoot!.querySelector('[part~=base]')!.textContent);
  return found ? [`${name}: shows '${found[0]}'`] : [];
}

/** Digits that programs cannot read: the fixtures' own words and the terms have none. */
function digitFaults(widget: Widget, { name }: StateCase): string[] {
  const texts = document.createTreeWalker(widget.shadowRoot!, NodeFilter.SHOW_TEXT);
  const faults: string[] = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const loose = /\p{Nd}/u.test(text.nodeValue ?? '') && !text.parentElement?.closest('data, time');
    if (loose) faults.push(`${name}: '${text.nodeValue?.trim()}' stands neither in <data> nor in <time>`);
  }
  return faults;
}
