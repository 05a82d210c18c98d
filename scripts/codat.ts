// Command: sets up Codat, and checks the whole configuration. Exit codes: 0 nothing is wrong, 1 something
// is, 2 wrong usage, 3 Codat did not answer during the set-up.
import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import type { Db } from '../db/client';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { listJobsByState } from '../db/queries/jobs';
import { listProducts } from '../db/queries/products';
import { getCodat } from '../lib/codat/process';
import { isWrong, type SetupLine } from '../lib/domain/work/setup';
import { Upstream } from '../lib/errors';
import { checkEnv, type Env } from '../lib/runtime/env';
import { type CodatFacts, checkCodat } from '../lib/setup/check-codat';
import { checkHere } from '../lib/setup/check-here';
import { siteOf } from '../lib/setup/facts';
import { probeEndpoint } from '../lib/setup/probe-endpoint';
import { setUpCodat } from '../lib/setup/set-up-codat';
import { setupWords } from './codat-words';
import { withDatabase } from './command-database';

const USAGE =
  'Use: npm run codat:check [-- --json] [-- --webhook-url URL] · npm run codat:setup [-- --webhook-url URL]';
const MOST_DEAD = 10_000;

function readArguments() {
  try {
    const options = { json: { type: 'boolean', default: false }, 'webhook-url': { type: 'string' } } as const;
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options,
    });
    const webhookUrl = values['webhook-url'];
    if (
      webhookUrl !== undefined &&
      !/^https?:$/.test(URL.canParse(webhookUrl) ? new URL(webhookUrl).protocol : '')
    ) {
      throw new SetupProblem(`--webhook-url takes a whole address. ${USAGE}`);
    }
    return { command: positionals[0], isJson: values.json, webhookUrl };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

function readEnvironment(): Env | SetupLine[] {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  // Log lines of single calls belong into the app's log, not into this terminal.
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (checked.ok) return checked.env;
  return checked.problems.map((says) => ({
    check: 'environment',
    state: 'wrong',
    says,
    next: 'See .env.example.',
  }));
}

async function readFacts(db: Db, env: Env): Promise<CodatFacts> {
  const products = await listProducts(db);
  const dead = await listJobsByState(db, 'dead', MOST_DEAD);
  return {
    products,
    codatIds: [...new Set(products.map(({ id }) => env.CODAT_PRODUCT_IDS[id] ?? id))],
    refused: dead.filter(({ job }) => job.kind === 'sync-codat-products').length,
  };
}

async function check(env: Env, webhookUrl: string | undefined): Promise<SetupLine[]> {
  const site = siteOf(env, webhookUrl);
  const facts = await withDatabase((db) => readFacts(db, env));
  const secret = env.CODAT_WEBHOOK_SECRET;
  return [
    ...checkHere(env, site),
    ...(secret === undefined ? [] : [await probeEndpoint(site.webhookUrl, secret, new Date())]),
    ...(await checkCodat(getCodat(), site, facts)),
  ];
}

async function run(): Promise<number> {
  const { command, isJson, webhookUrl } = readArguments();
  if (command !== 'check' && command !== 'setup') throw new SetupProblem(USAGE);
  const env = readEnvironment();
  if (Array.isArray(env)) return tell(env, isJson);
  if (command === 'setup') {
    const site = siteOf(env, webhookUrl);
    for (const sentence of setupWords(await setUpCodat(getCodat(), site), site)) console.error(sentence);
  }
  return tell(await check(env, webhookUrl), isJson);
}

function tell(lines: SetupLine[], isJson: boolean): number {
  if (isJson) console.log(JSON.stringify({ ok: !isWrong(lines), lines }, null, 2));
  else {
    for (const { check, state, says, next } of lines) {
      console.log(`${state.padEnd(6)} ${check}: ${says}${next === undefined ? '' : `. ${next}`}`);
    }
  }
  return isWrong(lines) ? 1 : 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof Upstream) {
    console.error(
      `The call to Codat failed (${error.kind}); what was registered before stays. Run the command again later.`,
    );
    process.exitCode = 3;
  } else if (error instanceof SetupProblem) {
    console.error(error.message);
    process.exitCode = 2;
  } else throw error;
}
