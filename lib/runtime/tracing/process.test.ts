import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const loaded = async (how: string): Promise<unknown> => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'e2e/loaded-modules.ts', how]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
};

it('nothing of figures and traces is in the process unless somebody wants them', async () => {
  expect(await loaded('off')).toEqual([]);
  // The same check does find them where they are.
  expect(await loaded('on')).toEqual(['prom-client', '@opentelemetry']);
});
