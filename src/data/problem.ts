/**
 * What went wrong, in words a person can act on. Over HTTP an RFC 9457 problem document; inside the page the same object.
 * `path` names the place in the input (`queries[0].filters[1].member`), where there is one.
 */
export interface Problem {
  kind: ProblemKind;
  /** One human sentence without secrets. */
  title: string;
  /** What would help, or the technical reason. */
  detail?: string;
  /** Where in the input, as a property path. */
  path?: string;
  /** HTTP status, where the fault came from a server. */
  status?: number;
  /** Milliseconds to wait before asking again, where the source said so. */
  retryAfter?: number;
}

export type ProblemKind =
  | 'network'
  | 'timeout'
  | 'signed-out'
  | 'denied'
  | 'not-found'
  | 'bad-data'
  | 'bad-query'
  | 'too-large'
  | 'rate-limited'
  | 'conflict'
  | 'server'
  | 'aborted'
  /** The source or this version cannot answer this; a widget state, never an error box. */
  | 'unsupported';

/** A `Problem` that can be thrown. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.title, options);
    this.problem = problem;
  }
}

/** Any thrown value as a `Problem`: a `DataError` gives its own, an abort becomes `aborted`, everything else `server`. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof DataError) return thrown.problem;
  if (isProblem(thrown)) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError') return { kind: 'aborted', title: 'The request was cancelled.' };
  // How the engines word an import() that got no module, and a fetch that got no response.
  if (/dynamically imported|importing a module/i.test(String(thrown)))
    return { kind: 'not-found', title: 'A file of helpdesk-widgets could not be loaded.', detail: 'Is its whole folder there, with all its chunks?' };
  if (name === 'TypeError' && /^(failed to fetch|fetch failed|load failed|networkerror)/i.test(String((thrown as Error).message)))
    return { kind: 'network', title: 'The source could not be reached.' };
  if (name === 'TimeoutError') return { kind: 'timeout', title: 'The source did not answer in time.' };
  return { kind: 'server', title: 'The source failed.', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && 'title' in value && typeof value.title === 'string';
}
