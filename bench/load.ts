// Benchmark of isolation: ratios in one run which show that no customer slows, fills or empties anything for others. Short form: --short; parts: --only=pages,quota.
// Limits: another customer's p95 ≤ 3 under load; half-finished bodies ≤ 50 MB; calls to Codat ≤ 1 per 15 s; pages of a long ledger ≤ 1.5; its export ≤ 30 MB.
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listCompanyReceipts } from '../db/queries/receipts';
import { SandboxControl } from '../e2e/sandbox-control';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import type { Stack } from '../scripts/stack';
import { startBenchApp } from './bench-app';
import { type Business, PRODUCT, seedBusiness, seedStaff } from './load-seed';
import { count, figure, isShort, outcome } from './report';

const only = process.argv
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const LONG = isShort ? 200 : 10_411;
const ROUNDS = isShort ? 5 : 40;
const VIEWS = isShort ? 40 : 2_000;
/** Of what is done many times in the long form. */
const few = (times: number) => (isShort ? Math.ceil(times / 20) : times);
const rest = (ms: number) => sleep(isShort ? ms / 20 : ms);
const MB = 1024 * 1024;

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

interface Answer {
  ms: number;
  status: number;
  bytes: number;
}

function client(appUrl: string) {
  return async (page: string, cookie: string): Promise<Answer> => {
    const started = performance.now();
    const response = await fetch(`${appUrl}${page}`, {
      headers: { cookie: `accord.session=${cookie}` },
      redirect: 'manual',
    });
    const { byteLength } = await response.arrayBuffer();
    return { ms: performance.now() - started, status: response.status, bytes: byteLength };
  };
}
type Get = ReturnType<typeof client>;

/** Linux: process id of the Next server that serves this address, found by its process title. */
function findServer(appUrl: string): string {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const isNext = readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('next-server');
      if (isNext && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`NEXTAUTH_URL=${appUrl}\0`))
        return pid;
    } catch {
      // The process has ended meanwhile, or belongs to another user.
    }
  }
  throw new Error('the server is not found');
}

let server = '';
/** Resident memory of the server process, as the system sees it. */
function memory(): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}

async function pages(get: Get, { short, long, staff }: Scene): Promise<void> {
  const of = ({ ctx, connectionId }: Business) => ({
    '/home': '/home',
    '/consents': '/consents',
    '/consents/[id]': `/consents/${PRODUCT}`,
    '/consents/[id]/why': `/consents/${PRODUCT}/why`,
    '/connections': '/connections',
    '/connections/[id]': `/connections/${connectionId}`,
    '/products/[product]': `/products/${PRODUCT}`,
    'staff page': `/staff/businesses/${ctx.companyId}`,
  });
  const [short_, long_] = [of(short), of(long)];
  for (const [name, page] of Object.entries(short_)) {
    const times = { short: [] as number[], long: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const ask = async (which: 'short' | 'long') => {
        const [business, path_] =
          which === 'short' ? [short, page] : [long, long_[name as keyof typeof long_]];
        const answer = await get(path_, name === 'staff page' ? staff : business.cookie);
        if (answer.status !== 200) throw new Error(`${path_} answered ${answer.status}`);
        if (round > 2) times[which].push(answer.ms);
      };
      // In turns, so that neither has the better moment.
      for (const which of round % 2 === 0 ? (['short', 'long'] as const) : (['long', 'short'] as const))
        await ask(which);
    }
    const [less, more] = [at(times.short, 0.5), at(times.long, 0.5)];
    console.log(`${name}: ${less.toFixed(1)} ms with 10 events, ${more.toFixed(1)} ms with ${LONG}`);
    figure(`${name}: ${LONG} events to 10`, more / less, { atMost: 1.5 });
  }
}

async function exported(get: Get, { long }: Scene): Promise<void> {
  await get('/home', long.cookie);
  await rest(2_000);
  const before = memory();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, memory() - before);
  }, 20);
  const { status, bytes, ms } = await get('/consents/export', long.cookie);
  clearInterval(watch);
  console.log(`export: ${status}, ${(bytes / MB).toFixed(1)} MB in ${Math.round(ms)} ms`);
  count('export: memory', most / MB, { atMost: 30 }, ' MB');
}

/** Home page of another customer: without load, and while 200 requests for expensive pages run, 20 at a time. */
async function neighbours(
  get: Get,
  { short }: Scene,
  who: string,
  cookie: string,
  dearest: readonly string[],
): Promise<void> {
  const quiet: number[] = [];
  for (let round = 0; round < few(60); round += 1) quiet.push((await get('/home', short.cookie)).ms);
  let isOver = false;
  const statuses = new Map<number, number>();
  const queue = [...dearest];
  const load = Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
        const { status } = await get(page, cookie);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  ).then(() => {
    isOver = true;
  });
  const busy: number[] = [];
  while (!isOver) {
    busy.push((await get('/home', short.cookie)).ms);
    await sleep(20);
  }
  await load;
  console.log(`dearest pages: ${JSON.stringify([...statuses])}, beside ${busy.length} views of /home`);
  console.log(
    `quiet p50 ${at(quiet, 0.5).toFixed(0)} p95 ${at(quiet, 0.95).toFixed(0)}, busy p50 ${at(busy, 0.5).toFixed(0)} p95 ${at(busy, 0.95).toFixed(0)} ms`,
  );
  figure(`another customer’s /home beside ${who}, p95`, at(busy, 0.95) / at(quiet, 0.95), { atMost: 3 });
}

async function beside(get: Get, scene: Scene): Promise<void> {
  const { db, long, staff } = scene;
  const receipts = (await listCompanyReceipts(db, long.ctx.companyId)).slice(0, few(60));
  await neighbours(get, scene, 'one customer', long.cookie, [
    ...receipts.map(({ id }) => `/consents/${PRODUCT}/receipts/${id}/receipt.pdf`),
    ...Array.from({ length: few(70) }, () => `/consents/${PRODUCT}/why`),
    ...Array.from({ length: few(50) }, () => `/consents/${PRODUCT}`),
    ...Array.from({ length: few(20) }, () => '/consents/export'),
  ]);
  const whole = `/staff/businesses/${long.ctx.companyId}?check=all`;
  await neighbours(
    get,
    scene,
    'staff who check it whole',
    staff,
    Array.from({ length: few(20) }, () => whole),
  );
}

/** Sends a hundred at once and breaks them off. @returns the highest memory meanwhile */
async function sendHalfBodies(port: number): Promise<number> {
  const sockets: Socket[] = [];
  for (let index = 0; index < 100; index += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      index % 2 === 0
        ? `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nTransfer-Encoding: chunked\r\n\r\n`
        : `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 262000\r\n\r\n`,
    );
    const piece = Buffer.alloc(65_536, 'x');
    for (let part = 0; part < (index % 2 === 0 ? 176 : 3); part += 1)
      socket.write(
        index % 2 === 0 ? Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]) : piece,
      );
    sockets.push(socket);
  }
  let most = 0;
  for (let look = 0; look < few(40); look += 1) {
    most = Math.max(most, memory());
    await sleep(200);
  }
  for (const socket of sockets) socket.destroy();
  return most;
}

/** The process returns memory to the system after garbage collection, which needs allocations: so each round has some work. */
async function halfBodies(get: Get, port: number, { short }: Scene): Promise<void> {
  const settle = async () => {
    for (let view = 0; view < few(100); view += 1) await get('/home', short.cookie);
    await rest(3_000);
    return memory();
  };
  const before = await settle();
  let most = 0;
  const after: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    most = Math.max(most, (await sendHalfBodies(port)) - before);
    after.push(await settle());
  }
  console.log(
    `half-finished bodies: after each ${after.map((bytes) => ((bytes - before) / MB).toFixed(1))} MB`,
  );
  count('a hundred half-finished bodies, four times: memory', most / MB, { atMost: 50 }, ' MB');
  // The growth of the first round is working space; memory that each round kept would add up.
  const grown = ((after.at(-1) ?? 0) - (after[0] ?? 0)) / MB / 3;
  count('… and kept by each after the first', grown, { atMost: 3 }, ' MB');
}

async function quota(get: Get, stack: Stack, { short }: Scene): Promise<void> {
  const control = new SandboxControl(stack.sandboxUrl);
  await rest(16_000);
  const companyId = await ensureCodatCompany(short.ctx);
  /** Calls to Codat that pages make about a business; reads and the app's background work are counted elsewhere. */
  const calls = async () =>
    (await control.requests(companyId)).filter(({ template }) => template.endsWith('/connections')).length;
  const before = await calls();
  const started = performance.now();
  const places = [
    '/connections',
    `/connections/${short.connectionId}`,
    `/products/${PRODUCT}/connect`,
    '/home',
  ];
  const queue = Array.from({ length: VIEWS }, (_, index) => places[index % places.length] ?? '/home');
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let page = queue.shift(); page !== undefined; page = queue.shift()) await get(page, short.cookie);
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const asked = (await calls()) - before;
  console.log(`${VIEWS} views in ${seconds.toFixed(0)} s asked Codat ${asked} times`);
  count('questions to Codat per 15 s', asked / Math.ceil(seconds / 15), { atMost: 1 });
}

interface Scene {
  db: Parameters<typeof seedStaff>[0];
  short: Business;
  long: Business;
  staff: string;
}

const { stack, db, stop } = await startBenchApp();
server = findServer(stack.appUrl);
try {
  const scene = {
    db,
    short: await seedBusiness(stack, db, 'Kestrel Coffee', 10),
    long: await seedBusiness(stack, db, 'Long Ledger', LONG),
    staff: await seedStaff(db),
  };
  const get = client(stack.appUrl);
  const parts = {
    pages: () => pages(get, scene),
    export: () => exported(get, scene),
    beside: () => beside(get, scene),
    bodies: () => halfBodies(get, Number(new URL(stack.appUrl).port), scene),
    quota: () => quota(get, stack, scene),
  };
  for (const [name, measure] of Object.entries(parts)) {
    if (only === undefined || only.includes(name)) await measure();
  }
} finally {
  await stop();
}
process.exitCode = outcome();
