import { createServer } from 'vite';
import { oxc } from './transform.ts';

const server = await createServer({ configFile: false, oxc, publicDir: false, server: { host: '127.0.0.1' } });
await server.listen();
server.printUrls();
