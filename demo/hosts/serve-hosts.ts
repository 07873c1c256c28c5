import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** What the strict page is served under. There is no `style-src`: the kit's styles are constructed sheets. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types helpdesk-widgets helpdesk-widgets-lit',
].join('; ');

const folder = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Plain host pages, as any static server would give them: `script-tag/`, `own-backend/`, `strict-policy/`, with the built
 * kit under `cdn/`. Only the pages' own little backend is code.
 */
export function serveHosts({ policy = STRICT_POLICY, cdn = folder('../../dist/cdn/') }: { policy?: string; cdn?: string } = {}): Handler {
  const pages = sirv(folder('./'), { dev: true });
  const kit = sirv(cdn, { dev: true });
  return (request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/')) return answer(path, response);
    if (path.startsWith('/strict-policy/')) response.setHeader('Content-Security-Policy', policy);
    if (!path.startsWith('/cdn/')) return pages(request, response, next);
    request.url = (request.url ?? '').slice('/cdn'.length);
    kit(request, response, next);
  };
}

function answer(path: string, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json');
  response.statusCode = path === '/api/team' ? 200 : 404;
  response.end(
    JSON.stringify(
      path === '/api/team'
        ? { at: new Date().toISOString(), open: 184, closed: 57, closedYesterday: 48, satisfied: 23, answers: 25 }
        : { kind: 'not-found', title: 'There is no such address.' },
    ),
  );
}
