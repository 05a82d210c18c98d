// Shared part of the demo and development: options in, a stack that runs until it is stopped or a part of it ends.
import { once } from 'node:events';
import { SetupProblem } from '../db/embedded/problem';
import { type RunOptions, readOptions } from './options';
import { resetData } from './reset';
import { runUntilStopped } from './run-until-stopped';
import { type Stack, startStack } from './stack';

export async function runStack(
  command: 'demo' | 'dev',
  welcome: (stack: Stack, options: RunOptions) => string | Promise<string>,
): Promise<void> {
  await runUntilStopped(async (signal) => {
    const options = readOptions(process.argv.slice(2), command);
    const { port, reset, dataDir, databaseUrl, sandboxArgs } = options;
    if (reset) await resetData(dataDir);
    const stack = await startStack({
      appPort: port,
      sandboxPort: port + 1,
      dataDir,
      sandboxArgs,
      app: command === 'demo' ? 'start' : 'dev',
      // A presenter's change at Codat shows on the next page.
      pollSeconds: 0,
      say: console.log,
      portAdvice: `choose another pair: npm run ${command} -- --port ${port + 100}`,
      signal,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    });
    try {
      console.log(await welcome(stack, options));
      const stopped = signal.aborted ? null : once(signal, 'abort').then(() => null);
      const failure = await Promise.race([stack.ended, stopped]);
      if (failure !== null) throw new SetupProblem(failure);
    } finally {
      await stack.stop();
    }
  });
}
