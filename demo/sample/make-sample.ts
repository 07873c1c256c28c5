import type { NormalRecords } from '../../src/data/records/records.ts';
import type { SampleOptions } from './help-desk.ts';

/** The sample help desk as columns, made in a worker so that the page stays free. */
export function makeSample(options: SampleOptions): Promise<NormalRecords> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<NormalRecords>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<NormalRecords>) => resolve(data), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage(options);
  }).finally(() => worker.terminate());
}
