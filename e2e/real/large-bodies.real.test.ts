// Test behind a real nginx: anonymous large bodies delay no other visitor.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuild } from '@/scripts/build';
import { type Stack, startStack } from '@/scripts/stack';
import { freePort } from '../free-port';
import { type Several, startSeveral } from '../processes/several';
import { testKeys } from '../receipt-issuer';
import { ROUTES } from '../routes';
import { hasNginx, type Nginx, startNginx } from './nginx';

const POSTS = 100;
const AT_ONCE = 10;
const LARGE = Buffer.alloc(2_000_000, 'a');

/** Addresses that take forms, files and webhooks, beside every page. */
const OTHERS = [
  '/api/webhooks/codat',
  '/api/csp-report',
  '/api/health/live',
  '/api/health/ready',
  '/api/reads',
  '/api/reads/stream',
  '/api/uploads/business-insights/accounting',
  '/api/auth/signin',
  '/api/auth/callback/bank',
  '/sign-in/start',
  '/consents/export',
  '/.well-known/jwks.json',
  '/nowhere',
  '/_next/static/nowhere.js',
];
const ADDRESSES = [...new Set([...ROUTES.map(({ path: at }) => at), ...OTHERS])];

/** Statuses of nginx when it finds no server, or one that broke off. */
const NO_SERVER = [502, 503, 504];

let dataDir: string;
let stack: Stack;
let several: Several;
let nginx: Nginx;
let port: number;

function post(address: string): Promise<number> {
  return new Promise((resolve) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path: address,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(LARGE.length),
        },
      },
      (response) => {
        response.resume();
        response.once('close', () => resolve(response.statusCode ?? 0));
      },
    );
    request.once('error', () => resolve(0));
    request.end(LARGE);
  });
}

/** @returns the number of answers by status */
async function postMany(address: string): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  let left = POSTS;
  const send = async () => {
    while (left > 0) {
      left -= 1;
      const status = await post(address);
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return counts;
}

/** Another visitor, who loads a page and the health check all the while. */
function visit() {
  const seen = new Map<string, number>();
  let isOver = false;
  const go = async (address: string) => {
    while (!isOver) {
      const { status } = await fetch(`http://127.0.0.1:${port}${address}`, { redirect: 'manual' });
      const key = `${address} ${status}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const visits = ['/sign-in', '/api/health/live', '/.well-known/jwks.json'].map(go);
  return async () => {
    isOver = true;
    await Promise.all(visits);
    return seen;
  };
}

describe.skipIf(!hasNginx)('nginx as Debian ships it, in front of two webs and two APIs', () => {
  beforeAll(async () => {
    const logDir = '.data/logs';
    await mkdir(logDir, { recursive: true });
    await ensureBuild({ logDir });
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-real-'));
    await chmod(dataDir, 0o755);
    port = await freePort();
    stack = await startStack({ appPort: port, sandboxPort: await freePort(), dataDir, app: 'none' });
    several = await startSeveral({
      port,
      count: 2,
      env: { ...stack.env, RECEIPT_SIGNING_KEYS: testKeys(), PERSON_KEY: process.env.PERSON_KEY ?? '' },
      dataDir,
      front: async (at, behind) => {
        nginx = await startNginx(at, behind);
        return nginx;
      },
    });
  }, 600_000);
  afterAll(async () => {
    await several?.stop();
    await stack?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test(`${POSTS} anonymous posts of 2 MB to every address delay no other visitor`, async () => {
    const stop = visit();
    const broken: string[] = [];
    for (const address of ADDRESSES) {
      for (const [status, count] of await postMany(address))
        if (NO_SERVER.includes(status) || status === 0) broken.push(`${address}: ${count} × ${status}`);
    }
    const seen = [...(await stop())];
    const refused = seen.filter(([key]) => !/ (200|307)$/.test(key));
    expect(refused, nginx.complaints()).toEqual([]);
    expect(seen.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(ADDRESSES.length);
    expect(broken, nginx.complaints()).toEqual([]);
  }, 1_800_000);
});
