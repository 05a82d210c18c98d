// Owns the options of the demo and of development, and what a .env file adds to them.
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
}

export function readOptions(args: string[], command: string): RunOptions {
  let values: { port?: string | undefined; reset?: boolean | undefined };
  try {
    ({ values } = parseArgs({ args, options: { port: { type: 'string' }, reset: { type: 'boolean' } } }));
  } catch (error) {
    throw new SetupProblem(`${errorMessage(error)} Use: npm run ${command} -- [--port 3000] [--reset]`);
  }
  nextEnv.loadEnvConfig(process.cwd(), command === 'dev', { info: () => {}, error: () => {} });
  const databaseUrl = process.env.DATABASE_URL?.trim() ?? '';
  return {
    port: parsePort(values.port ?? '3000', '--port'),
    reset: values.reset ?? false,
    dataDir: path.resolve('.data'),
    ...(databaseUrl === '' ? {} : { databaseUrl }),
  };
}
