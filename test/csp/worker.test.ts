import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serveHosts, STRICT_POLICY } from '../../demo/hosts/serve-hosts.ts';
import { complaints, launch, serve, texts, watch, type Watched } from '../pages/chromium.ts';
import { figures, rows, whenIdle } from '../pages/desk.ts';
import { bundleKit, type Folder } from '../pages/kit.ts';
import { largeExport } from '../pages/large-export.ts';

vi.setConfig({ testTimeout: 60_000 });

const large = largeExport(30_000);
const PAGE = `<!doctype html><html lang="en"><title>A large document</title><script type="module" src="/cdn/helpdesk-widgets.js"></script>
  <help-desk src="/data/large.json"><team-summary></team-summary><tickets-by-channel></tickets-by-channel><report-view report="tickets-created"></report-view></help-desk></html>`;

let kit: Folder;
let withoutWorker: string;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  kit = await bundleKit();
  withoutWorker = mkdtempSync(join(tmpdir(), 'helpdesk-widgets-'));
  cpSync(kit.path, withoutWorker, { recursive: true });
  rmSync(join(withoutWorker, 'worker.js'));
}, 120_000);
afterAll(async () => {
  await browser.close();
  kit.remove();
  rmSync(withoutWorker, { recursive: true, force: true });
});

interface Shown {
  open: string | undefined;
  channels: Record<string, string[]>;
  created: Record<string, string[]>;
  workers: number;
  /** Requests for the document and its file. */
  asked: string[];
}

/** What a page shows of a large document under a policy. */
async function visit(policy: string, cdn: string, run: (watched: Watched, shown: Shown) => Promise<void> | void): Promise<void> {
  const exported = texts({ '/large/': PAGE, '/data/large.json': large.document, '/data/large.csv': large.csv, '/favicon.ico': '' }, policy ? { 'Content-Security-Policy': policy } : {});
  const server = await serve(exported, serveHosts({ cdn }));
  const watched = await watch(browser);
  const { page, requests } = watched;
  try {
    await page.goto(`${server.origin}/large/`);
    await whenIdle(page);
    await run(watched, {
      open: (await figures(page, 'team-summary'))['open'],
      channels: await rows(page, 'tickets-by-channel'),
      created: await rows(page, 'report-view'),
      workers: page.workers().length,
      asked: requests.filter((url) => url.includes('/large.')).map((url) => new URL(url).pathname),
    });
  } finally {
    await watched.close();
    await server.close();
  }
}

const read = ({ open, channels, created }: Shown) => ({ open, channels, created });
let expected: ReturnType<typeof read>;

test('a large document is read in a worker under the strict policy, and nothing is refused or said', async () => {
  await visit(STRICT_POLICY, kit.path, async (watched, shown) => {
    expected = read(shown);
    expect(shown.open).toBe(String(large.open));
    expect(Object.keys(shown.channels).sort()).toEqual(['chat', 'email', 'portal']);
    expect(shown.workers).toBe(1);
    expect(watched.requests.filter((url) => /\/chunks\/(?:load-document|csv|records-source|records-engine)-/.test(url))).toEqual([]);
    expect(await complaints(watched)).toEqual([]);
  });
});

test.each([
  ['that forbids workers', STRICT_POLICY.replace("worker-src 'self'", "worker-src 'none'"), 'worker-src'],
  ['that does not name our Trusted Types policy', STRICT_POLICY.replace('trusted-types helpdesk-widgets helpdesk-widgets-lit', 'trusted-types helpdesk-widgets-lit'), 'trusted-types'],
])('under a policy %s the page reads it itself, and asks for nothing twice', async (_, policy, directive) => {
  await visit(policy, kit.path, async (watched, shown) => {
    expect(read(shown)).toEqual(expected);
    expect(shown.workers).toBe(0);
    expect(shown.asked).toEqual(['/data/large.json', '/data/large.csv']);
    // What the browser itself says of its refusal nobody can keep from it.
    const refused = (await watched.violations()).map((text) => text.split(':')[0]);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set([...refused, directive])).toEqual(new Set(directive === 'trusted-types' ? ['trusted-types', 'require-trusted-types-for'] : [directive]));
    expect(watched.thrown).toEqual([]);
  });
});

test('under no policy at all it is read in a worker, too', async () => {
  await visit('', kit.path, async (watched, shown) => {
    expect(read(shown)).toEqual(expected);
    expect(shown.workers).toBe(1);
    expect(await complaints(watched)).toEqual([]);
  });
});

test('where the worker file is missing the page reads it itself', async () => {
  await visit(STRICT_POLICY, withoutWorker, (watched, shown) => {
    expect(read(shown)).toEqual(expected);
    expect(shown.workers).toBe(0);
    expect(shown.asked).toEqual(['/data/large.json', '/data/large.csv']);
    expect(watched.said.filter((text) => !/Failed to load resource/.test(text))).toEqual([]);
    expect(watched.thrown).toEqual([]);
  });
});
