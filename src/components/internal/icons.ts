import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line drawings on a 16 × 16 grid. All are decoration: the words beside them carry the meaning. */
const ICONS = {
  chart: svg`<path d="M2.5 13.5h11M4 11V8M8 11V3.5M12 11V6"/>`,
  table: svg`<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6"/>`,
  alert: svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1"/>`,
  retry: svg`<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3"/>`,
  lock: svg`<path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/>`,
  leave: svg`<path d="M6.5 3H3v10h3.5M6.5 8H14M11 5l3 3-3 3"/>`,
  none: svg`<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8 11.8 4.2"/>`,
  clock: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3l2 1.5"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

/** Name of a drawing. */
export type IconName = keyof typeof ICONS;

/** The drawing, one em and a little high, in the colour of the text around it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;
}
