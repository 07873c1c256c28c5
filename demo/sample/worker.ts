import { normalizeRecords } from '../../src/data/records/normalize-records.ts';
import type { Column } from '../../src/data/records/records.ts';
import { sampleHelpDesk, type SampleOptions } from './help-desk.ts';

/** Makes the sample off the main thread, and hands its columns over without a copy. */
self.addEventListener('message', ({ data }: MessageEvent<SampleOptions>) => {
  const records = normalizeRecords(sampleHelpDesk(data));
  const columns = Object.values(records.tables).flatMap((table) => Object.values(table.columns));
  self.postMessage(records, { transfer: columns.map(bufferOf) });
});

function bufferOf(column: Column): ArrayBufferLike {
  return column.kind === 'string' ? column.codes.buffer : column.values.buffer;
}
