import type { Problem } from './problem.ts';

const STATUSES = new Set([408, 429, 500, 502, 503, 504]);
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;
const LONGEST_WAIT = 60_000;

/** How often one request is sent at most, the first time included. */
export const MAX_ATTEMPTS = 4;

/**
 * Whether asking again at once may help: transient HTTP statuses and network faults. A source that asks for more than a
 * minute of peace is left alone; the problem is told instead, and polling waits as long as it said.
 */
export function isTransient(problem: Problem): boolean {
  if ((problem.retryAfter ?? 0) > LONGEST_WAIT) return false;
  return problem.status ? STATUSES.has(problem.status) : problem.kind === 'network' || problem.kind === 'rate-limited';
}

/** Milliseconds to wait after the failure number `failures` (0 is the first): full jitter, never before the source allows. */
export function retryDelay(failures: number, problem: Problem): number {
  return (problem.retryAfter ?? 0) + Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures);
}
