import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import type { Dataset } from '../src/data/datasets/dataset.ts';
import { emptied, STATES, type StateCase, type Widget } from '../test/contract/states.ts';

/** What a widget's stories need to know of it. */
interface Told {
  dataset: Dataset;
  /** What the source answers: the fixture of the dataset. */
  answer: unknown;
}

/** Longer than a widget waits for a provider before it says that there is none. */
const LONGEST = { timeout: 20_000 };
/** Shown in the table of controls, but nothing that can be typed. */
const OBJECTS = ['adapter', 'data', 'definition'];
const STATIC = { control: { disable: true } };

/** What all stories of one widget share: it is drawn in the state that the story names, with the controls' values. */
export function widgetMeta({ dataset, answer }: Told): Pick<Meta, 'argTypes' | 'render'> {
  return {
    argTypes: Object.fromEntries(OBJECTS.map((name) => [name, STATIC])),
    render(args, { component, parameters }) {
      const { adapter, then } = stateNamed(String(parameters.state));
      const widget = Object.assign(document.createElement(String(component)), args) as Widget;
      if (adapter) widget.adapter = adapter(answer, emptied(answer, dataset));
      if (then) void widget.settled.then(() => then(widget));
      return widget;
    },
  };
}

/** A story in one of the states; it fails as a test unless the widget gets into it. */
export function inState(name: string, more: StoryObj = {}): StoryObj {
  const { states } = stateNamed(name);
  return {
    parameters: { state: name },
    async play({ canvasElement, component }) {
      const widget = canvasElement.querySelector(String(component));
      await waitFor(() => expect(states.filter((state) => !widget?.matches(`:state(${state})`))).toEqual([]), LONGEST);
    },
    ...more,
  };
}

/** Ready, in a column as narrow as a telephone. */
export const narrow: StoryObj = {
  decorators: [
    (story) => {
      const column = document.createElement('div');
      column.style.inlineSize = '320px';
      column.append(story() as Node);
      return column;
    },
  ],
};

function stateNamed(name: string): StateCase {
  const found = STATES.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state '${name}'. There are: ${STATES.map((state) => state.name).join(', ')}.`);
  return found;
}
