import '../../src/define.ts';
import { drawn, PLACES } from './places.ts';

/** What a text came to in one place. */
export interface Outcome {
  /** Every element with the names of its attributes, in order: what no text may change. */
  shape: string;
  /** Addresses of links that lead elsewhere than the web. */
  links: string[];
  /** Whether the text can be read there as it is. */
  isRead: boolean;
}

/** What texts came to in one place, all at once. */
export interface Outcomes {
  each: Outcome[];
  /** How often script of a text ran. */
  hits: number;
}

export interface XssPage {
  hits: number;
  hit(): void;
  alert(): void;
  tryTexts(place: string, texts: readonly string[]): Promise<Outcomes>;
}

const page = globalThis as unknown as XssPage;
page.hits = 0;
page.hit = page.alert = () => void page.hits++;
page.tryTexts = tryTexts;

// Nothing may lead away from this page.
addEventListener('click', (event) => event.preventDefault());
addEventListener('submit', (event) => event.preventDefault());

async function tryTexts(place: string, texts: readonly string[]): Promise<Outcomes> {
  page.hits = 0;
  const put = PLACES[place];
  if (!put) throw new Error(`There is no place called ${place}.`);
  const each = await Promise.all(texts.map((text) => tryText(put, text)));
  return { each, hits: page.hits };
}

async function tryText(put: (text: string, into: HTMLElement) => Promise<unknown>, text: string): Promise<Outcome> {
  const into = document.createElement('main');
  // All on one spot: what is off screen would wait.
  into.style.cssText = 'position: absolute; inset: 0';
  document.body.append(into);
  await put(text, into);
  await drawn();
  const before = elements(into);
  const outcome = { shape: before.map(describe).join('\n'), isRead: words(into).includes(plain(text)), links: before.flatMap(leadsAway) };
  for (const element of before) touch(element);
  await drawn();
  into.remove();
  return outcome;
}

function leadsAway(element: Element): string[] {
  const href = element.getAttribute('href');
  return href === null || /^(https?:|mailto:|#)/.test(href) ? [] : [href];
}

function elements(root: Element): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? [...element.shadowRoot.querySelectorAll('*')] : [])]);
}

/** A figure that leads somewhere is a link or a button, as its address is good or not; looks come and go. */
function describe(element: Element): string {
  const attributes = element.getAttributeNames().filter((name) => !/^(href|type|class)$/.test(name));
  const name = element.classList.contains('drill') ? 'drill' : element.localName;
  return `${name} ${attributes.sort().join(' ')}`;
}

function words(into: Element): string {
  const said = elements(into).map((element) => `${[...element.childNodes].filter((node) => node instanceof Text).map((node) => node.nodeValue).join('')} ${element.getAttribute('aria-label') ?? ''}`);
  return plain(said.join(' '));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function touch(element: Element): void {
  for (const type of ['pointerover', 'mouseover', 'mouseenter', 'mousemove', 'focus', 'focusin', 'toggle']) element.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  if (element instanceof HTMLElement && !element.closest('dialog')) element.click();
}
