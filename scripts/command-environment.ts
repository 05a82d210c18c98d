// Environment of a command that runs verbs of the app: complete as the app needs it, or the command does not begin.
// A command takes its tools as parameters, so that a test calls it without a process.
import nextEnv from '@next/env';
import { SetupProblem } from '../db/embedded/problem';
import type { Codat } from '../lib/codat/client';
import { checkEnv } from '../lib/runtime/env';
import { type WithDatabase, withDatabase } from './command-database';

/** @throws SetupProblem that names each missing variable */
export function requireEnvironment(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  // Log lines of single calls belong into the app's log, not into this terminal.
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (!checked.ok) throw new SetupProblem(`The environment is not complete:\n${checked.problems.join('\n')}`);
}

/** Database of the app, for a command that needs the whole environment, too. @throws SetupProblem */
export const withAppDatabase: WithDatabase = async (work) => {
  requireEnvironment();
  return withDatabase(work);
};

export interface CodatPlace {
  withDatabase: WithDatabase;
  codat: () => Codat;
}
