// List of checks: the program behind each, and the parser of its report.
import type { Count, Stage } from './stages';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

export function readVitest(text: string): Count {
  const report = JSON.parse(text) as VitestReport;
  // A file that fails to load reports no failed test.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

export function readPlaywright(text: string): Count {
  const { stats, errors } = JSON.parse(text) as PlaywrightReport;
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && errors.length > 0 ? 1 : failed };
}

const vitest = (name: string, args: string[], env: Record<string, string | undefined> = {}): Stage => ({
  name,
  program: 'vitest/vitest.mjs',
  args: ['run', ...args],
  env,
  report: {
    args: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    read: readVitest,
  },
});

/** Generates the types of Next's own pages, which a fresh clone lacks. */
export const typegen: Stage = {
  name: 'types of the routes',
  program: 'next/dist/bin/next',
  args: ['typegen'],
};
export const format: Stage = {
  name: 'format and lint',
  program: '@biomejs/biome/bin/biome',
  args: ['check', '.'],
};
export const types: Stage = {
  name: 'types',
  program: 'typescript-native/bin/tsc',
  args: ['--noEmit', '-p', '.'],
};
export const unit = vitest('unit tests and house rules', ['--project', 'unit']);

/** Always on the embedded server of the package, so that every machine proves the same. */
export const database = vitest('verbs and queries, embedded Postgres', ['--project', 'db'], {
  TEST_DATABASE_URL: undefined,
  ACCORD_TEST_POSTGRES: 'package',
});

/** With a given database: all database tests on it. Otherwise: the race tests once more on this machine's PostgreSQL. */
export const races =
  (process.env.TEST_DATABASE_URL ?? '') === ''
    ? vitest('races again, PostgreSQL of this machine', ['--project', 'db', '.race.db.test'], {
        ACCORD_TEST_POSTGRES: 'system',
      })
    : vitest('verbs and queries again, the given PostgreSQL', ['--project', 'db']);

/** Modules of the sandbox on a page of another site. */
export const modules = (browser: string): Stage =>
  vitest('modules of the sandbox in a browser', ['--project', 'browser'], { CHROMIUM_PATH: browser });

/** Runs a benchmark in its short form: it fails on impossible figures, and checks no limit. */
export const bench = (name: string, browser: string): Stage => ({
  name: `bench ${name}, short form`,
  program: 'tsx/dist/cli.mjs',
  args: [`bench/${name}.ts`, '--short'],
  env: { CHROMIUM_PATH: browser },
});

export const journeys = (browser: string): Stage => ({
  name: 'journeys in a browser',
  program: '@playwright/test/cli.js',
  args: ['test'],
  env: { CHROMIUM_PATH: browser },
  report: {
    args: () => ['--reporter=list,json'],
    env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    read: readPlaywright,
  },
});
