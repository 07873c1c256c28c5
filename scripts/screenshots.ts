import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { registry } from '../src/components/registry.ts';
import { BROWSER_FLAGS, findBrowser } from './find-browser.ts';
import { oxc } from './transform.ts';

/**
 * npm run screenshots: pictures of the demo page, of the page on a document, and of each widget in every state, at three
 * widths and in five looks, into test-results/screenshots; and the README's pictures into docs/images.
 * `-- --only readme` or `-- --only demo-320` makes those whose names hold the word; `--only=-light` all light ones.
 */
const { values: { only = '' } } = parseArgs({ options: { only: { type: 'string' } } });
const FOLDER = fileURLToPath(new URL('../test-results/screenshots/', import.meta.url));
const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** A Wednesday afternoon; the same in every run, so that a picture changes only when the kit does. */
const NOW = '2026-11-18T13:05:00Z';
const WIDTHS = [320, 768, 1280];

interface Look {
  query: string;
  options?: BrowserContextOptions;
}
const LOOKS: Readonly<Record<string, Look>> = {
  light: { query: 'theme=light&scheme=light' },
  dark: { query: 'theme=dark&scheme=dark', options: { colorScheme: 'dark' } },
  forced: { query: 'theme=light&scheme=light', options: { forcedColors: 'active' } },
  rtl: { query: 'theme=light&scheme=light&dir=rtl' },
  pl: { query: 'theme=light&scheme=light&lang=pl' },
};

const sample = `/demo/?sample-now=${NOW}`;
const sheets = Object.keys(registry).filter((name) => name !== 'help-desk');
const PAGES: Readonly<Record<string, string>> = {
  demo: sample,
  document: '/demo/?document=/demo/hosts/data/helpdesk.json&now=2026-11-18T13:05:00Z',
  ...Object.fromEntries(sheets.map((name) => [name, `/scripts/screenshots/sheet.html?widget=${name}`])),
};

/** As high as the page of all states, so that no widget waits until it is scrolled to. */
const HEIGHT = 5000;

async function open(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'Europe/Warsaw', locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${address}: ${error.message}`));
  await page.clock.setFixedTime(NOW);
  await page.goto(address);
  await page.evaluate(untilDrawn);
  return page;
}

/** In the page: the sheet says itself when it is drawn; on the demo's page, every widget has left its skeleton. */
async function untilDrawn(): Promise<void> {
  const isDrawn = (): boolean => {
    const widgets = [...document.querySelectorAll('help-desk *')].filter((element) => 'settled' in element);
    return document.documentElement.dataset['drawn'] === 'yes' || (widgets.length > 0 && widgets.every((widget) => !widget.matches(':state(waiting), :state(loading)')));
  };
  while (!isDrawn()) await new Promise(requestAnimationFrame);
  await document.querySelector<HTMLElement & { whenIdle(): Promise<void> }>('help-desk')?.whenIdle();
  for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
}

async function shoot(browser: Browser, origin: string): Promise<void> {
  for (const [name, path] of Object.entries(PAGES)) {
    for (const [look, { query, options }] of Object.entries(LOOKS)) {
      for (const width of WIDTHS) {
        const file = `${name}-${width}-${look}.png`;
        if (!file.includes(only)) continue;
        const page = await open(browser, `${origin}${path}&${query}`, { viewport: { width, height: HEIGHT }, ...options });
        await page.setViewportSize({ width, height: await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().bottom)) });
        await page.screenshot({ path: `${FOLDER}${file}` });
        await page.context().close();
      }
    }
  }
}

/** The demo's widgets without the demo's own switches. */
async function shootReadme(browser: Browser, origin: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    if (!`readme-${scheme}`.includes(only)) continue;
    const options: BrowserContextOptions = { viewport: { width: 1120, height: 900 }, deviceScaleFactor: 1.5, colorScheme: scheme };
    const page = await open(browser, `${origin}${sample}&theme=${scheme}`, options);
    await page.locator('main').screenshot({ path: `${IMAGES}summary-${scheme}.png` });
    await page.context().close();
  }
}

mkdirSync(FOLDER, { recursive: true });
mkdirSync(IMAGES, { recursive: true });
const server = await createServer({
  configFile: false,
  oxc,
  publicDir: false,
  logLevel: 'error',
  // No page may load again half-way: all libraries are found first, and no file is watched.
  cacheDir: 'node_modules/.vite-screenshots',
  optimizeDeps: { entries: ['demo/index.html', 'scripts/screenshots/sheet.html'] },
  server: { host: '127.0.0.1', hmr: false, watch: null },
});
await server.listen();
const origin = new URL('/', server.resolvedUrls?.local[0]).href.slice(0, -1);
const browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
try {
  await shoot(browser, origin);
  await shootReadme(browser, origin);
} finally {
  await browser.close();
  await server.close();
}
console.info(`Pictures: ${FOLDER}`);
