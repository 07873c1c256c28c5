import { html, type TemplateResult } from 'lit';
import type { Terms } from '../../terms/terms.ts';
import type { View } from './data-controller.ts';
import { fill } from './fill.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';

const MINUTE = 60_000;

/** "18m old, as of 13:47 · Retry", for data whose newer version could not be had. */
export function staleLine({ updatedAt = Date.now() }: View<unknown>, when: unknown, terms: Terms, format: Format, retry: () => void): TemplateResult {
  const age = Math.floor(Math.max(0, Date.now() - updatedAt) / MINUTE) * MINUTE;
  const { frame, trouble } = terms;
  const told = age ? fill(trouble.old, html`<data value=${age}>${format.duration(age)}</data>`, when) : fill(frame.asOf, when);
  return html`${icon('clock')}<span class="age">${told}</span> · <button type="button" class="link" @click=${retry}>${trouble.retry}</button>`;
}
