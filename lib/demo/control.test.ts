import { createServer, type Server } from 'node:http';
import { startSandbox } from 'codat-sandbox/server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCodat } from '@/e2e/factories';
import { createCodatCompany } from '../codat/companies';
import { listCodatConnections } from '../codat/connections';
import { createControl, type DemoControl } from './control';
import { newFault } from './faults';

const DAY = 86_400_000;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let control: DemoControl;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  control = createControl(sandbox.url);
});
afterAll(() => sandbox.close());
beforeEach(() => control.reset());

const newCompany = () =>
  createCodatCompany(makeCodat(sandbox), crypto.randomUUID(), 'Kestrel Coffee', crypto.randomUUID());
const atCodat = (companyId: string) => listCodatConnections(makeCodat(sandbox), companyId);

test('the clock moves on and back', async () => {
  expect(await control.state()).toMatchObject({ offsetMs: 0, faults: [] });
  expect(await control.moveClock(90 * DAY)).toMatchObject({ offsetMs: 90 * DAY });
  const { now, offsetMs } = await control.state();
  expect(Date.parse(now)).toBeGreaterThan(Date.now() + 89 * DAY);
  await control.moveClock(-offsetMs);
  expect(await control.state()).toMatchObject({ offsetMs: 0 });
});

test('faults strike, are listed, and are taken back one by one or together', async () => {
  const companyId = await newCompany();
  await control.addFault(newFault('down', '3', companyId));
  await control.addFault(newFault('garbage', 'always', null));
  await expect(atCodat(companyId)).rejects.toMatchObject({ name: 'Upstream' });
  const { faults } = await control.state();
  expect(faults.map(({ effect }) => effect.kind).sort()).toEqual(['garbage', 'status']);
  await control.takeBackFault(faults[0]?.id ?? '');
  expect((await control.state()).faults).toHaveLength(1);
  // Used up or cleared by another page meanwhile.
  await control.takeBackFault(faults[0]?.id ?? '');
  await control.takeBackAllFaults();
  expect((await control.state()).faults).toEqual([]);
  expect(await atCodat(companyId)).toEqual([]);
});

test('a connection is made, read, and loses its permission', async () => {
  const companyId = await newCompany();
  const id = await control.connect(companyId, 'gbol', 'Kestrel Coffee Ltd');
  await control.finishSync(companyId, id);
  expect(await atCodat(companyId)).toMatchObject([
    { id, state: 'Linked', organisation: 'Kestrel Coffee Ltd', lastSyncAt: expect.any(Date) },
  ]);
  await control.deauthorize(companyId, id);
  expect(await atCodat(companyId)).toMatchObject([{ state: 'Deauthorized' }]);
});

test('one company is reset and the others stay; then all of them go', async () => {
  const [one, other] = [await newCompany(), await newCompany()];
  await control.reset(one);
  await expect(atCodat(one)).rejects.toMatchObject({ kind: 'not-found' });
  expect((await control.state()).totalCompanies).toBe(1);
  expect(await atCodat(other)).toEqual([]);
  await control.reset();
  expect((await control.state()).totalCompanies).toBe(0);
});

test('what the sandbox refuses has the name of its kind', async () => {
  await expect(control.connect(crypto.randomUUID(), 'gbol', 'X')).rejects.toMatchObject({
    kind: 'not-found',
  });
  await expect(control.moveClock(0.5)).rejects.toMatchObject({ kind: 'invalid' });
});

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function answering(answer: (end: (status: number, body: string) => void) => void): Promise<string> {
  const made = createServer((_request, response) =>
    answer((status, body) => response.writeHead(status).end(body)),
  );
  server = made;
  await new Promise<void>((resolve) => {
    made.listen(0, '127.0.0.1', resolve);
  });
  const address = made.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

test.each<[string, string, (end: (status: number, body: string) => void) => void]>([
  ['nothing', 'timeout', () => {}],
  ['an error of its own', 'unavailable', (end) => end(500, '')],
  ['no JSON', 'garbage', (end) => end(200, '<html>')],
  ['other JSON', 'garbage', (end) => end(200, '{"now":"soon"}')],
])('a sandbox that answers %s is a failure of the kind %s', async (_what, kind, answer) => {
  const url = await answering(answer);
  const limitMs = kind === 'timeout' ? 200 : 60_000;
  await expect(createControl(url, limitMs).state()).rejects.toMatchObject({ name: 'Upstream', kind });
});

test('nobody there is a failure too', async () => {
  const url = await answering(() => {});
  server?.close();
  server = undefined;
  await expect(createControl(url, 1000).state()).rejects.toMatchObject({ kind: 'unreachable' });
});
