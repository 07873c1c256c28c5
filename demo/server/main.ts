import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { recordsEngine } from '../../src/data/engine/records-engine.ts';
import { sampleHelpDesk } from '../sample/help-desk.ts';
import { backend } from './backend.ts';

/**
 * node demo/server/main.ts: a backend over the sample help desk, on 127.0.0.1 alone. `--port 8787` sets the port, `--token abc`
 * asks for a sign-in, `--now 2026-03-02T12:00:00Z` ends the records there, `--origin http://localhost:3000` lets pages from there ask.
 */
const { values } = parseArgs({ options: { port: { type: 'string' }, token: { type: 'string' }, now: { type: 'string' }, origin: { type: 'string' } } });
const now = values.now === undefined ? Date.now() : Date.parse(values.now);
if (Number.isNaN(now)) {
  console.error(`--now ${values.now} is no instant. Write it as in: --now 2026-03-02T12:00:00Z`);
  process.exit(1);
}

const { handle, changes } = backend({ engine: recordsEngine(sampleHelpDesk({ now })), token: values.token, origin: values.origin });
const server = createServer(handle);
server.listen(Number(values.port ?? 8787), '127.0.0.1', () => {
  const address = server.address();
  console.info(`Backend:     http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    changes.close();
    server.close();
    server.closeAllConnections();
  });
}
