import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUDGETS, CANARIES } from './sizes/budgets.ts';
import { measure, type Measured } from './sizes/graph.ts';

/** npm run sizes: bundles what pages load, compares with the budgets, and writes docs/sizes.md. */
const failures: string[] = [];
const rows: string[] = [];

for (const budget of BUDGETS) {
  const measured = await measure(budget);
  const within = measured.size <= budget.limit;
  const line = `${measured.size.toFixed(1)} kB of ${budget.limit} (goal ${budget.goal}), ${measured.files} files: ${budget.name}`;
  console.info(`${within ? 'within' : 'OVER  '}  ${line}`);
  if (!within) failures.push(`${line}\n${largest(measured)}`);
  rows.push(`| ${budget.name} | ${measured.size.toFixed(1)} | ${budget.limit} | ${budget.goal} | ${measured.files} |`);
}

for (const canary of CANARIES) {
  const budget = BUDGETS.find(({ name }) => name === canary.budget);
  if (!budget) throw new Error(`No budget is called '${canary.budget}'.`);
  const { size } = await measure({ ...budget, entry: canary.entry });
  const caught = size > budget.limit;
  console.info(`${caught ? 'caught' : 'MISSED'}  ${size.toFixed(1)} kB of ${budget.limit}: ${canary.name}`);
  if (!caught) failures.push(`Not caught: ${canary.name} (${size.toFixed(1)} kB, limit ${budget.limit}).`);
  rows.push(`| Broken on purpose: ${canary.name} | ${size.toFixed(1)} | ${budget.limit} | | |`);
}

writeFileSync(
  fileURLToPath(new URL('../docs/sizes.md', import.meta.url)),
  `# Sizes

What pages load, in kB of 1,000 bytes, minified for ES2022, each file gzipped at level 9. \`npm run sizes\` bundles each line from
its own entry, fails past a limit, and writes this page.

| Graph | kB | Limit | Goal | Files |
|---|---:|---:|---:|---:|
${rows.join('\n')}
`,
);

if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}`);
  process.exitCode = 1;
}

function largest({ modules }: Measured): string {
  return modules
    .slice(0, 12)
    .map(({ path, bytes }) => `  ${(bytes / 1000).toFixed(1).padStart(6)} kB before gzip  ${path}`)
    .join('\n');
}
