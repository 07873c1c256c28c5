import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineWidgets } from '../../../src/components/define-widgets.ts';
import { KitElement } from '../../../src/components/internal/kit-element.ts';
import { pageState } from '../../../src/components/internal/page-state.ts';
import { registry } from '../../../src/components/registry.ts';
import { DataError } from '../../../src/data/problem.ts';
import { VERSION } from '../../../src/version.ts';

class Plain extends KitElement {
  override render() {
    return 'plain';
  }
}

let count = 0;
/** A tag cannot be taken back: each test has its own. */
const freshTag = (): string => `x-tag-${++count}`;

const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeEach(() => {
  warn.mockClear();
  delete pageState().told;
});
afterEach(() => document.body.replaceChildren());

test('one class serves any number of tags', () => {
  const [first, second] = [freshTag(), freshTag()];
  Plain.define(first);
  Plain.define(second);
  expect(document.createElement(first)).toBeInstanceOf(Plain);
  expect(document.createElement(second)).toBeInstanceOf(Plain);
  expect(customElements.get(first)).not.toBe(customElements.get(second));
  expect(warn).not.toHaveBeenCalled();
});

test('the same version met again is left as it is, silently', () => {
  const tag = freshTag();
  Plain.define(tag);
  const owner = customElements.get(tag);
  Plain.define(tag);
  expect(customElements.get(tag)).toBe(owner);
  expect(warn).not.toHaveBeenCalled();
});

test('another version stays, and is told once with both versions', () => {
  const tag = freshTag();
  class Older extends HTMLElement {}
  Object.assign(Older, { [Symbol.for('helpdesk-widgets/version')]: '0.0.1' });
  customElements.define(tag, Older);
  Plain.define(tag);
  Plain.define(tag);
  expect(customElements.get(tag)).toBe(Older);
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toContain('0.0.1');
  expect(warn.mock.calls[0]?.[0]).toContain(VERSION);
});

test('another version is told once for all its tags', () => {
  class Older extends HTMLElement {}
  Object.assign(Older, { [Symbol.for('helpdesk-widgets/version')]: '0.0.1' });
  for (const tag of [freshTag(), freshTag()]) {
    customElements.define(tag, class extends Older {});
    Plain.define(tag);
  }
  expect(warn).toHaveBeenCalledOnce();
});

test('a foreign owner stays, and is told once with the tag and the way out', () => {
  const tag = freshTag();
  customElements.define(tag, class extends HTMLElement {});
  Plain.define(tag);
  Plain.define(tag);
  expect(document.createElement(tag)).not.toBeInstanceOf(KitElement);
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toContain(`<${tag}>`);
  expect(warn.mock.calls[0]?.[0]).toContain('prefix');
});

test('defineWidgets defines what is asked, under a prefix', async () => {
  await defineWidgets({ prefix: 'acme-', only: ['team-summary'] });
  const element = document.createElement('acme-team-summary');
  expect(element).toBeInstanceOf(KitElement);
  expect(customElements.get('acme-tickets-by-channel')).toBeUndefined();
});

test('defineWidgets defines every element of the registry', async () => {
  await defineWidgets({ prefix: 'all-' });
  for (const name of Object.keys(registry)) expect(document.createElement(`all-${name}`), name).toBeInstanceOf(KitElement);
});

test('defineWidgets uses the registry it is given', async () => {
  const own = new CustomElementRegistry();
  await defineWidgets({ prefix: 'scoped-', only: ['team-summary'], registry: own });
  expect(own.get('scoped-team-summary')).toBeDefined();
  expect(customElements.get('scoped-team-summary')).toBeUndefined();
});

test.each([
  [{ only: ['team-sumary'] }, 'only[0]', "'team-sumary'"],
  [{ only: ['team-summary', 'constructor'] }, 'only[1]', 'tickets-by-channel'],
  [{ prefix: 'Acme ' }, 'prefix', "'Acme '"],
])('defineWidgets(%o) says what is wrong and where', async (options, path, words) => {
  const failure = await defineWidgets(options as never).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DataError);
  const { problem } = failure as DataError;
  expect(problem.path).toBe(path);
  expect(problem.title).toContain(words);
});
