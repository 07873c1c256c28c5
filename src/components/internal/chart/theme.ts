import { html } from 'lit';

/** What a canvas cannot read by itself: the colours and type in force where the chart stands. */
export interface Theme {
  readonly text: string;
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  readonly surface: string;
  /** Eight. */
  readonly series: readonly string[];
  readonly font: string;
  /** Pixels. */
  readonly fontSize: number;
  /** Colours may not be told apart: textures and outlines are needed. */
  readonly plain: boolean;
}

/** What is watched besides the probe's own colours. */
const MEDIA = ['(forced-colors: active)', '(prefers-color-scheme: dark)', 'print'];

/**
 * Carries each token as a computed colour; its style is in `chart.styles.ts`, in the order of `readTheme`. The last mark's colour
 * tells the writing direction, so that a change of it is noticed too.
 */
export const themeProbe = html`<span class="probe" aria-hidden="true"
  ><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i><i></i
></span>`;

/** Reads the probe's computed colours and type. */
export function readTheme(probe: Element): Theme {
  const colors = Array.from(probe.children, (mark) => getComputedStyle(mark).color);
  const [text = '', muted = '', axis = '', grid = '', surface = ''] = colors;
  const { fontFamily, fontSize } = getComputedStyle(probe);
  const plain = matchMedia('(forced-colors: active), print').matches;
  return { text, muted, axis, grid, surface, series: colors.slice(5, 13), font: fontFamily, fontSize: Number.parseFloat(fontSize), plain };
}

/** Calls back whenever the theme may read otherwise, until the signal aborts. */
export function watchTheme(probe: Element, onChange: () => void, signal: AbortSignal): void {
  // A change of any token, class or scheme above starts the probe's one-millisecond transition.
  probe.addEventListener('transitionend', onChange, { signal });
  for (const query of MEDIA) matchMedia(query).addEventListener('change', onChange, { signal });
  watchResolution(onChange, signal);
}

function watchResolution(onChange: () => void, signal: AbortSignal): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      onChange();
      watchResolution(onChange, signal);
    },
    { once: true, signal },
  );
}
