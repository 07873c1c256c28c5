import { afterEach, expect, it } from 'vitest';
import type { KitElement } from '../../../src/components/internal/kit-element.ts';
import { registry } from '../../../src/components/registry.ts';
import reserve from '../../../src/reserve.css?inline';

/** The page of a test is about as wide as a phone or a tablet; both heights of the file are tried by it. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(reserve);

afterEach(() => {
  document.adoptedStyleSheets = [];
  document.body.replaceChildren();
});

const widgets = Object.keys(registry).filter((name) => name !== 'help-desk');

it.each(widgets)('reserves the height that <%s> will have', async (name) => {
  // The reserving rules go by the tag, which must not be defined: so the element itself stands beside it under another.
  const Element = (await registry[name as keyof typeof registry]()) as unknown as typeof KitElement;
  Element.define(`reserved-${name}`);
  document.adoptedStyleSheets = [sheet];
  const before = document.createElement(name);
  const after = document.createElement(`reserved-${name}`) as KitElement;
  after.setAttribute('report', 'tickets-created');
  if (customElements.get(name)) throw new Error(`<${name}> is defined here; this test needs a page of its own.`);
  document.body.append(before, after);
  await after.updateComplete;
  expect(before.getBoundingClientRect().height).toBeCloseTo(after.getBoundingClientRect().height, 0);
});
