import { spawnSync } from 'node:child_process';
import { buildManifest } from './manifest.ts';

/** npm run storybook, npm run build-storybook: the stories, with controls from a manifest written just before. */
const [mode = 'dev', ...args] = process.argv.slice(2);
buildManifest();
const fixed = mode === 'dev' ? ['--host', '127.0.0.1', '--port', '6006', '--no-open', '--ci'] : ['--output-dir', 'storybook-static'];
const { status } = spawnSync('storybook', [mode, ...fixed, ...args], { stdio: 'inherit' });
process.exitCode = status ?? 1;
