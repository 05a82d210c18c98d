// Environment of a command that runs verbs of the app: complete as the app needs it, or the command does not begin.
import nextEnv from '@next/env';
import { SetupProblem } from '../db/embedded/problem';
import { checkEnv } from '../lib/runtime/env';

/** @throws SetupProblem that names what is missing */
export function requireEnvironment(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  // The lines of single calls are for the log of the app, not for whoever sits here.
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (!checked.ok) throw new SetupProblem(`The environment is not complete:\n${checked.problems.join('\n')}`);
}
