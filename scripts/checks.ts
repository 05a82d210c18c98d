// Owns the list of checks: which program answers which question.
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
  // A file that cannot even be loaded has no tests to fail.
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

/** The types of Next's own pages are generated; a fresh clone has none. */
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

/** All of it on the server that was given, or the races once more on this machine's PostgreSQL. */
export const races =
  (process.env.TEST_DATABASE_URL ?? '') === ''
    ? vitest('races again, PostgreSQL of this machine', ['--project', 'db', '.race.db.test'], {
        ACCORD_TEST_POSTGRES: 'system',
      })
    : vitest('verbs and queries again, the given PostgreSQL', ['--project', 'db']);

/** The sandbox's modules on pages of somebody else. */
export const modules = (browser: string): Stage =>
  vitest('modules of the sandbox in a browser', ['--project', 'browser'], { CHROMIUM_PATH: browser });

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
