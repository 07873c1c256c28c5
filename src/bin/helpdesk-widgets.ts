#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { validate } from './validate.ts';

const USAGE = `Usage: helpdesk-widgets validate [--strict] helpdesk.json

Reads a help desk document, or a CSV or JSON export, as a page would, and tells what it holds and what could not be read.
Ends with 1 where it cannot be read; with --strict, also where anything was left out or doubted.`;

/** Runs one command line; gives the exit code. */
async function main(words: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: words, allowPositionals: true, options: { strict: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    return 2;
  }
  const { values, positionals } = parsed;
  const [command, document, ...more] = positionals;
  if (values.help || command !== 'validate' || document === undefined || more.length) {
    (values.help ? process.stdout : process.stderr).write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const { text, failed } = await validate(document, values.strict ?? false);
  (failed ? process.stderr : process.stdout).write(`${text}\n`);
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
