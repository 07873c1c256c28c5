import { toProblem, type Problem } from '../../data/problem.ts';
import type { Terms } from '../../terms/terms.ts';
import type { View } from './data-controller.ts';
import type { Screen } from './frame.ts';

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

/** What stands in the body where there is no answer to draw; undefined where there is one, or will be. */
export function screenFor(view: View<unknown>, empty: { title: string; help?: string }, { frame }: Terms, acts: Acts): Screen | undefined {
  const { state, problem } = view;
  switch (state) {
    case 'empty':
      return { icon: 'chart', ...empty };
    case 'signed-out':
      return { icon: 'leave', title: frame.signedOut, help: frame.signedOutHelp, action: { label: frame.signIn, run: acts.signIn } };
    case 'denied':
      return { icon: 'lock', title: frame.denied, help: frame.deniedHelp };
    case 'unsupported':
      return { icon: 'none', title: frame.unsupported, help: problem?.title ?? frame.unsupportedHelp };
    case 'missing':
      return { icon: 'none', title: frame.missing, help: frame.missingHelp };
    case 'error':
      return problem && errorScreen(problem, frame, acts);
    default:
      return undefined;
  }
}

function errorScreen(problem: Problem, frame: Terms['frame'], acts: Acts): Screen {
  const again = { label: frame.tryAgain, icon: 'retry', run: acts.retry } as const;
  return {
    icon: 'alert',
    title: problemTitle(problem, frame),
    help: problemHelp(problem),
    action: FINAL.includes(problem.kind) ? undefined : again,
  };
}

function problemTitle({ kind }: Problem, frame: Terms['frame']): string {
  const titles: Partial<Record<Problem['kind'], string>> = {
    network: frame.network,
    timeout: frame.timeout,
    'rate-limited': frame.busy,
    'bad-query': frame.badQuery,
    'bad-data': frame.badData,
  };
  return titles[kind] ?? frame.failed;
}

function problemHelp({ kind, title, detail }: Problem): string | undefined {
  if (kind === 'network' || kind === 'timeout' || title === UNTOLD) return undefined;
  return OWN.includes(kind) && detail ? `${title} ${detail}` : title;
}
