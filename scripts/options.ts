// Options of the demo and of development, with those of a .env file.
import path from 'node:path';
import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { parsePort } from './ports';

export interface RunOptions {
  port: number;
  reset: boolean;
  dataDir: string;
  databaseUrl?: string;
  /** Passed on to the sandbox, which reports unknown ones. */
  sandboxArgs: string[];
}

export function readOptions(args: string[], command: string): RunOptions {
  let values: { [name in 'port' | 'profile' | 'seed']?: string | undefined } & {
    reset?: boolean | undefined;
  };
  try {
    const text = { type: 'string' } as const;
    const options = { port: text, profile: text, seed: text, reset: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new SetupProblem(
      `${errorMessage(error)} Use: npm run ${command} -- [--port 3000] [--reset] [--profile documented] [--seed N]`,
    );
  }
  nextEnv.loadEnvConfig(process.cwd(), command === 'dev', { info: () => {}, error: () => {} });
  const databaseUrl = process.env.DATABASE_URL?.trim() ?? '';
  return {
    port: parsePort(values.port ?? '3000', '--port'),
    reset: values.reset ?? false,
    dataDir: path.resolve('.data'),
    sandboxArgs: (['profile', 'seed'] as const).flatMap((name) =>
      values[name] === undefined ? [] : [`--${name}`, values[name]],
    ),
    ...(databaseUrl === '' ? {} : { databaseUrl }),
  };
}
