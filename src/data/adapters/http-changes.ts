import { array, looseObject, optional, safeParse, string } from 'valibot';
import type { Change } from '../adapter.ts';
import { reportLater } from '../client-call.ts';
import { isTransient, retryDelay } from '../client-retry.ts';
import { DataError, toProblem } from '../problem.ts';
import type { HttpSession } from './http-session.ts';
import { eventReader } from './sse.ts';

/** A connection over which nothing came for so long, not even a comment, is taken for dead. */
const LONGEST_SILENCE = 90_000;
const LONGEST_TIMER = 2 ** 31 - 1;
const PAUSE = 1000;

const changeSchema = looseObject({ sources: optional(array(string())), asOf: optional(string()) });

/**
 * Follows `{url}/changes` until told to stop, over any number of connections. What cannot be known, such as what changed
 * while nobody listened, is told as a change of everything; events that come twice or late are only asked for again.
 */
export function followChanges(session: HttpSession, onChange: (change: Change) => void): () => void {
  const stop = new AbortController();
  follow(session, onChange, stop.signal).catch((error: unknown) => stop.signal.aborted || reportLater(error));
  return () => stop.abort();
}

async function follow(session: HttpSession, onChange: (change: Change) => void, signal: AbortSignal): Promise<void> {
  const place: Place = { id: '', pause: PAUSE };
  let failures = 0;
  const tell = (change: Change): void => {
    failures = 0;
    onChange(change);
  };
  for (let connections = 0; !signal.aborted; connections++) {
    let wait = 0;
    const line = watchedLine(signal);
    try {
      const headers = { accept: 'text/event-stream', ...(place.id && { 'last-event-id': place.id }) };
      const response = await session.send('changes', { signal: line.signal, headers });
      // No stream of events here: the backend does not tell of changes, and polling serves.
      if (!isStream(response)) return void response.body?.cancel();
      if (connections && !place.id) onChange({});
      await readStream(response.body, place, line, tell);
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = toProblem(thrown);
      if (problem.kind === 'signed-out') await session.accepted(signal);
      else if (problem.kind !== 'aborted' && !isTransient({ ...problem, retryAfter: 0 })) return;
      wait = problem.retryAfter ?? 0;
    } finally {
      line.end();
    }
    await sleep(retryDelay(failures++, { kind: 'network', title: '', retryAfter: Math.max(wait, place.pause) }), signal);
  }
}

/** Where to go on, and how soon at the earliest. */
interface Place {
  id: string;
  /** Milliseconds. */
  pause: number;
}

interface Line {
  signal: AbortSignal;
  /** To be called whenever something came. */
  alive(): void;
  end(): void;
}

/** A signal that is aborted with `outer`, at the end, and when nothing was `alive` for too long. */
function watchedLine(outer: AbortSignal): Line {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => own.abort(), LONGEST_SILENCE);
  };
  alive();
  return {
    signal: AbortSignal.any([outer, own.signal]),
    alive,
    end(): void {
      clearTimeout(timer);
      own.abort();
    },
  };
}

function isStream(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  return response.body !== null && /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
}

async function readStream(body: ReadableStream<Uint8Array>, place: Place, { signal, alive }: Line, onChange: (change: Change) => void): Promise<void> {
  const decoder = new TextDecoder();
  const read = eventReader({
    onId: (id) => (place.id = id),
    onRetry: (wait) => (place.pause = wait),
    onEvent: ({ type, data }) => (type === 'message' || type === 'change') && onChange(changeOf(data)),
  });
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}), { once: true });
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new DataError({ kind: 'network', title: 'The connection broke off.' }, { cause });
    });
    if (done) return;
    alive();
    read(decoder.decode(value, { stream: true }));
  }
}

/** What an event says; of one that cannot be read, that anything may have changed. */
function changeOf(data: string): Change {
  try {
    const { success, output } = safeParse(changeSchema, JSON.parse(data));
    return success ? { ...(output.sources && { sources: output.sources }), ...(isInstant(output.asOf) && { asOf: output.asOf }) } : {};
  } catch {
    return {};
  }
}

function isInstant(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER));
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
