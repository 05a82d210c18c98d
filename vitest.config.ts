// Configuration of Vitest: projects for rules, browser modules, real programs, and verbs against Postgres.
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  'codat-sandbox/testing': fileURLToPath(new URL('./packages/codat-sandbox/test/client.ts', import.meta.url)),
  'codat-sandbox': fileURLToPath(new URL('./packages/codat-sandbox/src', import.meta.url)),
  'server-only': fileURLToPath(new URL('./e2e/server-only.ts', import.meta.url)),
};

/**
 * Tests are bounded by the work they name, such as a number of runs; a limit of time only ends one that hangs, also on a
 * machine that has much else to do.
 */
const HANGS = { testTimeout: 180_000, hookTimeout: 180_000 };
/** Wraps the keys of the persons in tests, in the test process and in those that it starts. */
const env = { PERSON_KEY: Buffer.alloc(32, 7).toString('base64') };
const POLL = { poll: { timeout: 120_000 } };

export default defineConfig({
  resolve: { alias },
  test: {
    // Vitest leaves one core to itself, half of a two-core machine; and tests mostly wait for a database or a clock.
    maxWorkers: Math.max(3, os.availableParallelism() - 1),
    // Files of one worker share their modules (`isolate: false`): loading them anew for each file cost more than the tests. A file
    // that changes modules or the environment puts them back.
    projects: [
      {
        // Pure rules, the sandbox and the house rules: seconds, no database.
        resolve: { alias },
        test: {
          name: 'unit',
          env,
          ...HANGS,
          isolate: false,
          expect: POLL,
          include: ['{app,components,lib,db,packages,scripts,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.browser.test.ts', '**/*.real.test.ts', '**/node_modules/**'],
        },
      },
      {
        // Modules of the sandbox on a page of another site, in a real browser.
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['packages/**/*.browser.test.ts'],
          ...HANGS,
          expect: POLL,
          // Several browsers on two cores would only wait for each other.
          fileParallelism: false,
        },
      },
      {
        // Tests against programs that banks run and this repository does not bring; each is left out, by name, where it is not installed.
        resolve: { alias },
        test: {
          name: 'real',
          env,
          ...HANGS,
          include: ['e2e/real/**/*.real.test.ts'],
          fileParallelism: false,
        },
      },
      {
        // Verbs and queries against a real Postgres; each file has its own database, made from a template.
        resolve: { alias },
        test: {
          name: 'db',
          env,
          isolate: false,
          include: ['{lib,db,e2e}/**/*.db.test.ts'],
          globalSetup: ['./e2e/postgres-setup.ts'],
          ...HANGS,
          expect: POLL,
        },
      },
    ],
  },
});
