// Command: runs the HTTP API (decisions, webhooks, health, keys) in a process of its own, without pages; several can run side by side.
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import nextEnv from '@next/env';
import { errorMessage } from '../db/embedded/problem';
import { createApi } from '../lib/api/app';
import { createDecisionApi } from '../lib/api/decision-api';
import { createStandAlone, endServer, serveAlone } from '../lib/api/serve';
import { createWellKnown } from '../lib/api/well-known';
import { followDemoClock } from '../lib/demo/follow-clock';
import { publishedKeys } from '../lib/receipt/check-receipt-text';
import { closeKeepAlive } from '../lib/runtime/close-keep-alive';
import { checkEnv } from '../lib/runtime/env';
import { beginDrain } from '../lib/runtime/graceful-shutdown';
import { log } from '../lib/runtime/log';
import { startMetrics } from '../lib/runtime/metrics/process';
import { startTracing } from '../lib/runtime/tracing/process';
import { namePeers } from '../lib/security/name-peers';
import { gateRequests } from '../lib/security/request-gate';
import { parsePort } from './ports';

/** Milliseconds that open requests get to finish at the end. */
const PATIENCE_MS = 15_000;

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
const checked = checkEnv(process.env);
if (!checked.ok) {
  const lines = checked.problems.map((problem) => `  ${problem}`).join('\n');
  fail(`The API cannot start, because its environment is not complete:\n${lines}`);
}
const { values } = parseArgs({ options: { port: { type: 'string' } } });
const host = process.env.HOSTNAME ?? '';
try {
  const port = parsePort(values.port ?? process.env.PORT ?? '3100', '--port');
  closeKeepAlive();
  namePeers();
  const { BRAND_NAME: brand, NEXTAUTH_URL: url, BRAND_SUPPORT_PHONE: phone } = checked.env;
  const trustsRequestId = checked.env.TRUST_REQUEST_ID === 'on';
  gateRequests({ site: { brand, url, phone }, trustsRequestId });
  const apiPaths = async () => (await import('../lib/api/paths')).apiPaths;
  await Promise.all([startMetrics(apiPaths), startTracing()]);
  void followDemoClock();
  const server = await serveAlone(
    createStandAlone(createApi(), createWellKnown(publishedKeys), createDecisionApi()),
    {
      port,
      // Many systems put the machine's name into HOSTNAME, which does not mean that the API should listen on that name only.
      ...(host === 'localhost' || isIP(host) !== 0 ? { hostname: host } : {}),
    },
  );
  log().info({ event: 'api', status: 'listening', port });
  const end = async () => {
    log().info({ event: 'api', status: 'stopping' });
    beginDrain();
    await sleep(checked.env.ACCORD_LINGER_SECONDS * 1000);
    await endServer(server, PATIENCE_MS);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void end());
} catch (error) {
  fail(`The API cannot start: ${errorMessage(error)}`);
}
