// Environment of a command that runs verbs of the app: complete as the app needs it, or the command does not begin.
// A command takes what it works with as a parameter, so that a test calls it without a process.
import nextEnv from '@next/env';
import { SetupProblem } from '../db/embedded/problem';
import type { Codat } from '../lib/codat/client';
import { checkEnv } from '../lib/runtime/env';
import { type WithDatabase, withDatabase } from './command-database';

/** @throws SetupProblem that names what is missing */
export function requireEnvironment(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  // The lines of single calls are for the log of the app, not for whoever sits here.
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (!checked.ok) throw new SetupProblem(`The environment is not complete:\n${checked.problems.join('\n')}`);
}

/** The database of the app, for a command that needs the whole environment, too. @throws SetupProblem */
export const withAppDatabase: WithDatabase = async (work) => {
  requireEnvironment();
  return withDatabase(work);
};

export interface CodatPlace {
  withDatabase: WithDatabase;
  codat: () => Codat;
}
