import { DataError } from '../problem.ts';

export interface EventReaders {
  onEvent(event: { type: string; data: string }): void;
  /** The id to continue from, also when the block carried no data. */
  onId(id: string): void;
  /** Milliseconds that the server asks to wait before connecting again. */
  onRetry(wait: number): void;
}

const LONGEST_EVENT = 1_000_000;

/**
 * Reads server-sent events as the HTML standard words them, from text in pieces of any size. Throws a `too-large` error for
 * an event of more than a million characters.
 */
export function eventReader({ onEvent, onId, onRetry }: EventReaders): (piece: string) => void {
  let rest = '';
  let halfBreak = false;
  let type = '';
  let id: string | undefined;
  let data: string[] = [];
  let size = 0;

  const dispatch = (): void => {
    if (id !== undefined) onId(id);
    if (data.length) onEvent({ type: type || 'message', data: data.join('\n') });
    type = '';
    id = undefined;
    data = [];
    size = 0;
  };

  const take = (line: string): void => {
    if (!line) return dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry(Number(value));
  };

  return (piece) => {
    if (!piece) return;
    // A carriage return ends a line at once; a line feed that comes with the next piece belongs to it.
    const fresh = halfBreak && piece.startsWith('\n') ? piece.slice(1) : piece;
    halfBreak = piece.endsWith('\r');
    size += fresh.length;
    const lines = (rest + fresh).split(/\r\n|\r|\n/);
    rest = lines.pop()!;
    lines.forEach(take);
    if (rest.length > LONGEST_EVENT || (data.length && size > LONGEST_EVENT)) throw new DataError({ kind: 'too-large', title: 'An event of the source is too long.' });
  };
}
