import { spawnSync } from 'node:child_process';

/** npm run check: everything about the package but its tests. Runs every step, also after a failure, and sums up. */
const STEPS: readonly { name: string; command: readonly string[] }[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'build and manifest', command: ['node', 'scripts/ensure-build.ts'] },
  { name: 'publint', command: ['publint', '--strict', '--pack', 'false'] },
  { name: 'attw', command: ['node', 'scripts/attw.ts'] },
  { name: 'exports', command: ['vitest', 'run', '--project', 'node', 'test/package'] },
  { name: 'sizes', command: ['node', 'scripts/sizes.ts'] },
];

const results = STEPS.map(({ name, command: [program = '', ...args] }) => {
  console.info(`\n== ${name}`);
  const started = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  return { name, passed: status === 0, seconds: (performance.now() - started) / 1000 };
});

console.info('');
for (const { name, passed, seconds } of results) console.info(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
