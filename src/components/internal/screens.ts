import { html, nothing, type TemplateResult } from 'lit';
import { toProblem, type Problem } from '../../data/problem.ts';
import type { Terms } from '../../terms/terms.ts';
import type { View } from './data-controller.ts';
import { icon, type IconName } from './icons.ts';

interface Screen {
  icon: IconName;
  title: string;
  help?: string;
  /** What the reader can do about it. */
  action?: { label: string; icon?: IconName; run(): void };
}

/** What the reader can do from a screen. */
export interface Acts {
  retry(): void;
  signIn(): void;
}

/** Our own words for a failure without words of its own. */
const UNTOLD = toProblem(undefined).title;
/** Kinds that another try cannot help. */
const FINAL = ['bad-query', 'too-large', 'unsupported'];
/** Kinds whose technical reason is made by the kit itself, and so holds no secret of a server. */
const OWN = ['bad-data', 'bad-query', 'not-found', 'too-large', 'unsupported'];

/** What a help desk document may hold at its top; the paths of answers begin otherwise. */
const DOCUMENT = /^(tickets|statusChanges|assignments|messages|conversations|calls|reps|feedback|contacts|companies|teams|version|timezone|asOf|links|orders|calendars|settings)\b/;

/** What stands in the body where there is no answer to draw; nothing where there is one, or will be. */
export function screenView(view: View<unknown>, empty: { title: string; help?: string }, terms: Terms, acts: Acts): TemplateResult | typeof nothing {
  const screen = screenFor(view, empty, terms, acts);
  if (!screen) return nothing;
  const { title, help, action } = screen;
  return html`<div class="screen" tabindex=${action ? nothing : 0}>
    ${icon(screen.icon)}<strong>${title}</strong>${help ? html`<p>${help}</p>` : nothing}
    ${action
      ? html`<button type="button" class="button" @click=${action.run}>${action.icon ? icon(action.icon) : nothing}${action.label}</button>`
      : nothing}
  </div>`;
}

function screenFor(view: View<unknown>, empty: { title: string; help?: string }, { frame, trouble }: Terms, acts: Acts): Screen | undefined {
  const { state, problem } = view;
  switch (state) {
    case 'empty':
      return { icon: 'chart', ...empty };
    case 'signed-out':
      return { icon: 'leave', title: trouble.signedOut, help: trouble.signedOutHelp, action: { label: trouble.signIn, run: acts.signIn } };
    case 'denied':
      return { icon: 'lock', title: trouble.denied, help: trouble.deniedHelp };
    case 'unsupported':
      return { icon: 'none', title: trouble.unsupported, help: problem?.title ?? trouble.unsupportedHelp };
    case 'missing':
      return { icon: 'none', title: trouble.missing, help: trouble.missingHelp };
    case 'error':
      return problem && errorScreen(problem, frame.failed, trouble, acts);
    default:
      return undefined;
  }
}

function errorScreen(problem: Problem, failed: string, trouble: Terms['trouble'], acts: Acts): Screen {
  const again = { label: trouble.tryAgain, icon: 'retry', run: acts.retry } as const;
  return {
    icon: 'alert',
    title: isOfDocument(problem) ? trouble.badDocument : (titlesOf(trouble)[problem.kind] ?? failed),
    help: problemHelp(problem),
    action: FINAL.includes(problem.kind) ? undefined : again,
  };
}

/** Whether the fault lies in what the page itself wrote: its document, as the path into it tells. */
function isOfDocument({ kind, path = '' }: Problem): boolean {
  return kind === 'bad-data' && DOCUMENT.test(path);
}

function titlesOf(trouble: Terms['trouble']): Partial<Record<Problem['kind'], string>> {
  return {
    network: trouble.network,
    timeout: trouble.timeout,
    'rate-limited': trouble.busy,
    'bad-query': trouble.badQuery,
    'bad-data': trouble.badData,
  };
}

function problemHelp({ kind, title, detail }: Problem): string | undefined {
  if (kind === 'network') return detail;
  if (kind === 'timeout' || title === UNTOLD) return undefined;
  return OWN.includes(kind) && detail ? `${title} ${detail}` : title;
}
