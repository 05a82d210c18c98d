// Command line: parses options, prints one line when ready, shuts down gracefully on a signal.
import { parseArgs } from 'node:util';
import type { BehaviourInput, Sandbox, SandboxOptions } from './config/options';
import { behaviourInput, behaviourText, PROFILE_NAMES } from './profile/profile';
import { startSandbox } from './server';
import { StartError } from './state-file';

const USAGE =
  'Use: codat-sandbox --port N [--app-url http://127.0.0.1:3000] [--host 127.0.0.1] [--state FILE] [--sync-seconds N] [--profile documented|lenient|odd] [--seed N]';

function numberOption(name: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > max) {
    throw new StartError(`--${name} must be a number from 0 to ${max}.`);
  }
  return value;
}

function profileOption(name: string | undefined, seed: number | undefined): BehaviourInput | undefined {
  if (name === undefined) return undefined;
  const read = behaviourInput.safeParse({ name, ...(seed === undefined ? {} : { seed }) });
  if (!read.success) throw new StartError(`--profile must be one of: ${PROFILE_NAMES.join(', ')}.`);
  return read.data;
}

function readOptions(args: string[]): SandboxOptions {
  const text = { type: 'string' } as const;
  let values: {
    [name in 'port' | 'host' | 'app-url' | 'state' | 'sync-seconds' | 'profile' | 'seed']?:
      | string
      | undefined;
  };
  try {
    const options = {
      port: text,
      host: text,
      'app-url': text,
      state: text,
      'sync-seconds': text,
      profile: text,
      seed: text,
    };
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
  const appUrl = values['app-url'];
  if (appUrl !== undefined && !URL.canParse(appUrl))
    throw new StartError('--app-url must be a whole address.');
  const port = numberOption('port', values.port, 65_535);
  if (port !== undefined && !Number.isInteger(port)) throw new StartError('--port must be a whole number.');
  const profile = profileOption(values.profile, numberOption('seed', values.seed, 0xffff_ffff));
  const syncSeconds = numberOption('sync-seconds', values['sync-seconds'], 86_400);
  return {
    mail: true,
    ...(profile === undefined ? {} : { profile }),
    ...(port === undefined ? {} : { port }),
    ...(syncSeconds === undefined ? {} : { syncSeconds }),
    ...(appUrl === undefined ? {} : { appUrl }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
  };
}

function endOnSignal(sandbox: Sandbox): void {
  let ending = false;
  const end = () => {
    // A second Ctrl-C while saving must not cut the first short.
    if (ending) return;
    ending = true;
    void sandbox.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

try {
  const sandbox = await startSandbox(readOptions(process.argv.slice(2)));
  endOnSignal(sandbox);
  console.log(`Sandbox ready at ${sandbox.url}, profile ${behaviourText(sandbox.profile)}`);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
