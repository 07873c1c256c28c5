import { defineWidgets } from '../../src/components/define-widgets.ts';
import { WidgetElement } from '../../src/components/internal/widget-element.ts';
import { registry } from '../../src/components/registry.ts';
import type { Dataset } from '../../src/data/datasets/dataset.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';
import { emptied, STATES, type Widget } from '../contract/states.ts';

type WidgetClass = typeof WidgetElement & { readonly dataset: Dataset };

const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'report-view': { report: 'tickets-created' } };
const answers: Readonly<Record<string, unknown>> = fixtures;

/** Puts every widget in every state into the page, all at once; resolves with the states that were not reached. */
async function drawAll(): Promise<string[]> {
  await defineWidgets();
  const missed = await Promise.all(Object.entries(registry).map(async ([tag, load]) => {
    const Class = (await load()) as unknown as WidgetClass;
    return Class.prototype instanceof WidgetElement ? drawStates(tag, Class) : [];
  }));
  return missed.flat();
}

async function drawStates(tag: string, { dataset }: WidgetClass): Promise<string[]> {
  const answer = answers[dataset.name];
  const missed = await Promise.all(STATES.map(async (state) => {
    const widget = document.createElement(tag) as Widget;
    for (const [name, value] of Object.entries(ATTRIBUTES[tag] ?? {})) widget.setAttribute(name, value);
    if (state.adapter) widget.adapter = state.adapter(answer, emptied(answer, dataset));
    document.body.append(widget);
    if (!state.lasting) await widget.settled;
    await state.then?.(widget);
    return (await comesTo(widget, state.states)) ? [] : [`${tag}: ${state.name}`];
  }));
  return missed.flat();
}

async function comesTo(widget: Widget, states: readonly string[]): Promise<boolean> {
  for (let frames = 0; frames < 100; frames++) {
    if (states.every((name) => widget.matches(`:state(${name})`))) return true;
    await new Promise(requestAnimationFrame);
  }
  return false;
}

/** Read by the test that opens this page. */
(globalThis as { statesDrawn?: Promise<string[]> }).statesDrawn = drawAll();
