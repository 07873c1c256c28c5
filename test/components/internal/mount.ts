import { attachContextRoot } from '../../../src/components/internal/context-root.ts';
import { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import type { DataAdapter } from '../../../src/data/adapter.ts';
import { TestWidget } from './test-widget.ts';

attachContextRoot();
HelpDesk.define('help-desk');
TestWidget.define('test-widget');

export type Desk = HelpDesk;
export type Widget = TestWidget;

/** A provider with an adapter and these contents, in the page. */
export function mountDesk(adapter: DataAdapter | null | undefined, contents = '<test-widget></test-widget>'): HelpDesk {
  const desk = document.createElement('help-desk') as HelpDesk;
  desk.append(document.createRange().createContextualFragment(contents));
  desk.adapter = adapter;
  document.body.append(desk);
  return desk;
}

/** The one widget in a place. */
export function widgetIn(place: ParentNode): TestWidget {
  return place.querySelector('test-widget') as TestWidget;
}

/** What a widget's frame shows, as words. */
export function textOf(widget: Element): string {
  const base = widget.shadowRoot!.querySelector('.base') as HTMLElement;
  return base.innerText.replace(/\s+/g, ' ');
}

/** The states that a page can style. */
export function statesOf(widget: Element): string[] {
  const names = ['waiting', 'loading', 'ready', 'empty', 'error', 'signed-out', 'denied', 'unsupported', 'missing', 'refreshing', 'stale'];
  return names.filter((name) => widget.matches(`:state(${name})`));
}
