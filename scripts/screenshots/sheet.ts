import { registry, type ElementName } from '../../src/components/registry.ts';
import type { Dataset } from '../../src/data/datasets/dataset.ts';
import { fixtures } from '../../src/testing/fixtures/index.ts';
import { emptied, STATES, type StateCase, type Widget } from '../../test/contract/states.ts';

/** One widget in every state, side by side: `?widget=team-summary&lang=pl&dir=rtl`. Says in `data-drawn` when all is drawn. */
const asked = new URLSearchParams(location.search);
const name = (asked.get('widget') ?? 'team-summary') as ElementName;
const attributes: Readonly<Record<string, string>> = name === 'report-view' ? { report: 'tickets-created' } : {};
document.documentElement.lang = asked.get('lang') ?? 'en';
document.documentElement.dir = asked.get('dir') ?? 'ltr';
document.documentElement.style.colorScheme = asked.get('scheme') ?? 'light';

const widgetClass = await registry[name]();
widgetClass.define(name);
const { dataset } = widgetClass as unknown as { dataset: Dataset };
const answer = (fixtures as Readonly<Record<string, unknown>>)[dataset.name];

async function draw({ name: state, states, adapter, then, lasting }: StateCase): Promise<void> {
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  const widget = document.createElement(name) as unknown as Widget;
  caption.textContent = state;
  for (const [attribute, value] of Object.entries(attributes)) widget.setAttribute(attribute, value);
  if (adapter) widget.adapter = adapter(answer, emptied(answer, dataset));
  figure.append(caption, widget);
  document.body.append(figure);
  if (!lasting) await widget.settled;
  await then?.(widget);
  while (!states.every((each) => widget.matches(`:state(${each})`))) await new Promise(requestAnimationFrame);
}

await Promise.all(STATES.map(draw));
document.documentElement.dataset['drawn'] = 'yes';
