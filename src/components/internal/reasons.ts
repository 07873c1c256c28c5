import { html, nothing } from 'lit';
import type { Figure } from '../../data/adapter.ts';
import type { Terms } from '../../terms/terms.ts';

/** What an answer may say of itself. */
export interface Doubtful {
  readonly figures?: Readonly<Record<string, Figure>>;
  readonly notes?: readonly string[];
}

const CODED = /^([a-z]+(?:-[a-z]+)+): (.*)$/;
/** Said in short words beside the figure itself. */
const SHORT = 'few-values';

/** Why figures are not exact and, where changes are shown, why some are not known: each reason once. */
export function reasonsLine({ figures = {}, notes = [] }: Doubtful, changes: boolean, { trouble: { reasons } }: Terms): unknown {
  const told = Object.values(figures).flatMap(({ base, baseNote, partial }) => [partial, changes && base === null ? baseNote : undefined]);
  const lines = [...told, ...notes].flatMap((text) => text?.split('\n') ?? []);
  const words = lines.filter((line) => !line.startsWith(SHORT)).map((line) => {
    const [, code = '', text = line] = CODED.exec(line) ?? [];
    return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : text;
  });
  return words.length ? html`<span>${[...new Set(words)].join(' ')}</span>` : nothing;
}
