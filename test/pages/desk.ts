import type { Page } from 'playwright-core';

/** A provider as a page sees it. */
export interface Desk extends HTMLElement {
  src: string;
  whenIdle(): Promise<void>;
}

/** Resolves when the page's one provider, and everything in it, has drawn what there is. */
export async function whenIdle(page: Page): Promise<void> {
  await page.evaluate(() => customElements.whenDefined('help-desk'));
  await page.evaluate(() => document.querySelector<Desk>('help-desk')?.whenIdle());
}

/** The raw values of the figures in a widget by figure id. */
export function figures(page: Page, tag: string): Promise<Record<string, string>> {
  return page.evaluate((tag) => {
    const groups = [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>('[data-metric]') ?? [])];
    return Object.fromEntries(groups.flatMap((group) => {
      const data = group.querySelector('data');
      return data ? [[group.dataset['metric'] ?? '', data.value]] : [];
    }));
  }, tag);
}

/** The raw values of a table's rows by their key. */
export function rows(page: Page, tag: string): Promise<Record<string, string[]>> {
  return page.evaluate((tag) => {
    const found = [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])];
    return Object.fromEntries(found.map((row) => [row.dataset['key'] ?? '', [...row.querySelectorAll<HTMLDataElement>('td data')].map(({ value }) => value)]));
  }, tag);
}

/** What a widget's card reads, in one line. */
export function reads(page: Page, tag: string): Promise<string> {
  return page.evaluate((tag) => {
    const element = document.querySelector<HTMLElement>(tag);
    const card = element?.shadowRoot?.querySelector<HTMLElement>('[part~=base]') ?? element;
    return (card?.innerText ?? '').replace(/\s+/g, ' ').trim();
  }, tag);
}
