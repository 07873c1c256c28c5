import type { Port, ToPage, ToWorker } from '../../../src/data/worker/protocol.ts';
import { serve } from '../../../src/data/worker/serve.ts';

/** The page's end of a line to the worker's code in this thread, with all that it has been told. */
export function rawLine(): { told: ToPage[]; port: Port; ask(message: ToWorker): void; answered(call: number): Promise<ToPage>; close(): void } {
  const { port1, port2 } = new MessageChannel();
  const told: ToPage[] = [];
  let wake: (() => void) | undefined;
  port1.onmessage = ({ data }: MessageEvent<ToPage>) => {
    told.push(data);
    wake?.();
  };
  serve(port2 as unknown as Port);
  return {
    told,
    port: port1 as unknown as Port,
    ask: (message) => port1.postMessage(message),
    async answered(call) {
      for (;;) {
        const found = told.find((message) => 'answer' in message && message.answer === call);
        if (found) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => port1.close(),
  };
}
