import type { RecordsEngine } from '../adapter.ts';
import { loadDocument } from '../document/load-document.ts';
import { recordsEngine } from '../engine/records-engine.ts';
import { DataError, toProblem } from '../problem.ts';
import type { Records, RecordsChange } from '../records/records.ts';
import { VERSION } from '../../version.ts';
import { packAnswers } from './pack.ts';
import { keepPieces } from './parcel.ts';
import type { Methods, Port, ToPage, ToWorker } from './protocol.ts';
import { remoteFetch } from './remote-fetch.ts';

interface Answer {
  value: unknown;
  transfer?: Transferable[];
}

type Method<K extends keyof Methods> = (input: Methods[K], signal: AbortSignal) => Promise<Answer>;

/** Answers at the worker's end of the line: reads documents, keeps the engine, and gives results as arrays handed over. */
export function serve(port: Port): void {
  const tell = (message: ToPage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  const pieces = keepPieces();
  const files = remoteFetch(port);
  const running = new Map<number, AbortController>();
  let engine: RecordsEngine | undefined;

  const open = async (records: Records, signal: AbortSignal): Promise<Answer> => {
    engine = recordsEngine(records);
    engine.subscribe((change) => tell({ change }));
    await engine.catalog({ signal, definitions: false });
    return { value: undefined };
  };
  const opened = (): RecordsEngine => {
    if (!engine) throw new DataError({ kind: 'server', title: 'The engine has no records yet.' });
    return engine;
  };
  const methods: { [K in keyof Methods]: Method<K> } = {
    async document({ source, base, maxBytes }, signal) {
      const onProgress = (progress: Extract<ToPage, { progress: unknown }>['progress']): void => tell({ progress: { ...progress } });
      return open(await loadDocument(pieces.open(source) as string | object, { base, maxBytes, signal, onProgress, fetch: files.fetch }), signal);
    },
    records: ({ records }, signal) => open(pieces.open(records) as Records, signal),
    query: async ({ queries }, signal) => packAnswers(await opened().query(queries, { signal })),
    catalog: async (context, signal) => ({ value: await opened().catalog({ ...context, signal }) }),
    apply: async ({ change }) => ({ value: await opened().apply(pieces.open(change) as RecordsChange) }),
  };

  const run = async (call: number, method: keyof Methods, input: never): Promise<void> => {
    const stop = new AbortController();
    running.set(call, stop);
    try {
      const { value, transfer } = await methods[method](input, stop.signal);
      tell({ answer: call, value }, transfer);
    } catch (thrown) {
      if (!stop.signal.aborted) tell({ answer: call, error: toProblem(thrown) });
    } finally {
      running.delete(call);
    }
  };

  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if ('call' in data) void run(data.call, data.method, data.input as never);
    else if ('cancel' in data) running.get(data.cancel)?.abort();
    else if ('piece' in data) pieces.take(data.piece, data.length, data.at, data.items);
    else files.take(data);
  };
  tell({ ready: VERSION });
}
