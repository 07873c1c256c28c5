import type { DataAdapter } from '../adapter.ts';
import type { LoadOptions } from '../document/load-document.ts';
import { lazyAdapter } from './lazy-adapter.ts';

/** Everything, from a help desk document: its address, or the document itself. Reader and engine are loaded when the first question is asked. */
export function documentAdapter(source: string | URL | object, options?: LoadOptions): DataAdapter {
  return lazyAdapter(async () => {
    const [{ loadDocument }, { fromRecords }] = await Promise.all([import('../document/load-document.ts'), import('./records-source.ts')]);
    return fromRecords(await loadDocument(source, options));
  });
}
