import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Each skipped or unfinished test, with its file. */
  notRun: string[];
}

/** Writes how many tests passed and failed to the file named by TEST_COUNTS; what could not run counts as failed. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: 0, notRun: [] };
    for (const module of modules) countModule(module, counts);
    if (reason !== 'passed' && counts.failed === 0) counts.failed = 1;
    if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
  }
}

function countModule(module: TestModule, counts: Counts): void {
  // A file that fails outside its tests has no failed test to count.
  counts.failed += module.errors().length;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed' || state === 'failed') counts[state] += 1;
    else {
      counts.skipped += 1;
      counts.notRun.push(`${module.relativeModuleId}: ${test.fullName}`);
    }
  }
}
