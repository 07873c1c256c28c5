import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** A server on this machine alone. */
export interface Served {
  origin: string;
  close(): Promise<void>;
}

/** Serves with the first handler that answers; what none answers is not found. */
export async function serve(...handlers: readonly Handler[]): Promise<Served> {
  const server = createServer((request, response) => {
    const pass = (index: number): void => {
      const handler = handlers[index];
      if (handler) return handler(request, response, () => pass(index + 1));
      response.statusCode = 404;
      response.end('There is no such file.');
    };
    pass(0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers paths with texts; a text may be made anew for each request. */
export function texts(answers: Readonly<Record<string, string | (() => string)>>, headers: Readonly<Record<string, string>> = {}): Handler {
  return (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answers[pathname];
    if (answer === undefined) return next();
    response.setHeader('Content-Type', /\/$|\.html$/.test(pathname) ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(typeof answer === 'string' ? answer : answer());
  };
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
}

/** What a page said, threw, asked for and was refused, in the order in which it happened. */
export interface Watched {
  page: Page;
  /** Console messages of any level, as `level: text`. */
  said: string[];
  /** Errors that nobody caught. */
  thrown: string[];
  requests: string[];
  /** Violations of the page's policy up to now, as `directive: what`. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

interface Marked {
  violations?: string[];
}

const noteViolations = (): void => {
  const violations = ((globalThis as Marked).violations = [] as string[]);
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) => {
    violations.push(`${effectiveDirective}: ${blockedURI} ${sample} ${sourceFile}`.trim());
  });
};

/** A new page, watched from its first line. */
export async function watch(browser: Browser, viewport = { width: 1000, height: 2000 }): Promise<Watched> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const said: string[] = [];
  const thrown: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => thrown.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(noteViolations);
  return {
    page,
    said,
    thrown,
    requests,
    violations: () => page.evaluate(() => (globalThis as Marked).violations ?? []),
    close: () => context.close(),
  };
}

/** What a page says of what it was refused, what it wrote to the console and what it threw; empty where all is well. */
export async function complaints(watched: Watched): Promise<string[]> {
  return [...(await watched.violations()), ...watched.said, ...watched.thrown];
}
