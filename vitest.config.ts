import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, findBrowser } from './scripts/find-browser.ts';
import { oxc } from './scripts/transform.ts';
import { workerFile } from './scripts/worker-file.ts';

/** `npm run test:full` adds test/full, the nightly part. */
const exclude = process.env.TEST_FULL === '1' ? [] : ['test/full/**'];

/** Named here, so that no test finds a new one half-way and makes the page load again. */
const libraries = [
  '@lit/context',
  '@lit/task',
  '@open-wc/testing',
  '@tanstack/query-core',
  'axe-core',
  'chart.js',
  'fast-check',
  'fastest-levenshtein',
  'lit',
  'lit/decorators.js',
  'lit/directive.js',
  'lit/directives/class-map.js',
  'lit/directives/if-defined.js',
  'lit/directives/live.js',
  'lit/directives/ref.js',
  'lit/directives/repeat.js',
  'msw',
  'msw/browser',
  'papaparse',
  'valibot',
];

/** Vitest writes into what it is given, so each project has its own. */
const chromium = (name: string) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: findBrowser(), args: [...BROWSER_FLAGS] } }),
  instances: [{ browser: 'chromium' as const, name }],
});

export default defineConfig({
  oxc,
  plugins: [workerFile()],
  publicDir: 'test/public',
  test: {
    api: { host: '127.0.0.1' },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', ...exclude],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: libraries },
        resolve: {
          alias: {
            '@web/test-runner-commands': fileURLToPath(new URL('test/setup/test-runner-commands.ts', import.meta.url)),
          },
        },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          exclude,
          setupFiles: ['test/setup/browser.ts'],
          browser: chromium('browser'),
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) })],
        optimizeDeps: { include: [...libraries, 'msw-storybook-addon/csf3', '@storybook/web-components-vite'] },
        // The first story that reads a document waits until the engine's modules are served.
        test: { name: 'storybook', testTimeout: 60_000, browser: chromium('storybook') },
      },
    ],
  },
});
