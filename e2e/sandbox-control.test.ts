// Contract test of the control client: every method works against a running sandbox.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from 'codat-sandbox/config/options';
import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SandboxControl } from './sandbox-control';

let sandbox: Sandbox;
let control: SandboxControl;

beforeAll(async () => {
  sandbox = await startSandbox({ syncSeconds: 60, profile: { name: 'lenient' } });
  control = new SandboxControl(sandbox.url);
});
afterAll(() => sandbox.close());

const withId = z.looseObject({ id: z.string() });

function api(method: string, path: string, body?: object): Promise<Response> {
  const authorization = `Basic ${Buffer.from(sandbox.config.apiKey).toString('base64')}`;
  return fetch(`${sandbox.url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json', 'x-request-id': 'call-1' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

async function makeCompany(name: string): Promise<string> {
  return withId.parse(await (await api('POST', '/companies', { name })).json()).id;
}

it('controls connections and reads their states', async () => {
  const companyId = await makeCompany('Steered');
  const { connection, statusCode } = await control.link(companyId, {
    platformKey: 'natwest_uk',
    authorize: true,
  });
  expect([connection.status, statusCode]).toEqual(['Linked', 200]);
  await control.failType(companyId, connection.id, 'banking-transactions', 'RateLimitError');
  await control.finishSync(companyId, connection.id);
  const { companies, totalCompanies } = await control.state(companyId);
  expect(totalCompanies).toBe(1);
  expect(companies[0]?.connections[0]).toMatchObject({
    platformKey: 'natwest_uk',
    status: 'Linked',
    reads: { complete: 3, failed: 1, total: 4 },
    expiresAt: expect.any(String),
  });
  expect((await control.deauthorize(companyId, connection.id)).connection.status).toBe('Deauthorized');
  const again = await control.authorize(companyId, connection.id, 'Kestrel Coffee Ltd');
  expect(again.statusCode).toBe(200);
  expect((await control.cancel(companyId, connection.id, 501)).statusCode).toBe(501);
  const [company] = (await control.state(companyId)).companies;
  expect(company?.connections[0]?.organisationName).toBe('Kestrel Coffee Ltd');
});

it('moves the clock, injects faults, sets limits and reads the request log', async () => {
  const companyId = await makeCompany('Bent');
  const { offsetMs } = await control.advance(60_000);
  expect((await control.state()).offsetMs).toBe(offsetMs);
  await control.advance(-offsetMs);

  const id = await control.addFault({ companyId, rate: 1, effect: { kind: 'status', status: 503 } });
  expect((await api('GET', `/companies/${companyId}`)).status).toBe(503);
  expect(await control.faults()).toMatchObject([{ id, companyId, rate: 1 }]);
  await control.removeFault(id);
  await control.addFault({ companyId, effect: { kind: 'hang' } });
  await control.clearFaults();
  expect(await control.faults()).toEqual([]);
  expect((await api('GET', `/companies/${companyId}`)).status).toBe(200);
  expect(await control.requests(companyId)).toMatchObject([
    { method: 'POST', body: { name: 'Bent' }, requestId: 'call-1', status: 200 },
    { method: 'GET', path: `/companies/${companyId}`, status: 503 },
    { method: 'GET', status: 200 },
  ]);

  await control.setLimits({ companies: 1 });
  expect(await control.limits()).toEqual({ companies: 1 });
  expect((await api('POST', '/companies', { name: 'One too many' })).status).toBe(402);
  await control.liftLimits();
  expect(await control.limits()).toEqual({});
  await control.setLinkSettings({ oneTimeLinks: false });
  expect(await control.linkSettings()).toEqual({ oneTimeLinks: false });
  await control.setLinkSettings({ oneTimeLinks: true });
});

describe('with a webhook consumer', () => {
  let receiver: Server;
  let received = 0;

  beforeAll(async () => {
    receiver = createServer((_, response) => {
      received += 1;
      response.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => receiver.close(resolve)));

  it('reads, repeats and troubles messages', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const consumer = await api('POST', '/webhooks', { url, eventTypes: ['company.created'] });
    const { id: consumerId } = withId.parse(await consumer.json());
    const companyId = await makeCompany('Told');
    const states = async () => (await control.deliveries({ companyId })).map(({ state }) => state);
    await expect.poll(states).toEqual(['Success']);
    const [message] = await control.deliveries({ consumerId });
    expect(message).toMatchObject({ eventType: 'company.created', companyId, url });
    await control.resend(message?.id ?? '');
    await expect.poll(() => received).toBe(2);
    await control.switchConsumer(consumerId, true);
    const missed = await makeCompany('Missed');
    await expect(control.resend(message?.id ?? '')).rejects.toThrow('400');
    await control.switchConsumer(consumerId, false);
    expect(await control.recover(consumerId)).toBe(0);
    expect(await control.replay(consumerId)).toBeGreaterThan(0);
    await expect
      .poll(async () => (await control.deliveries({ companyId: missed })).map(({ state }) => state))
      .toEqual(['Success']);

    const secret = `whsec_${Buffer.from('a secret of 32 bytes, of our own').toString('base64')}`;
    await control.setSecret(consumerId, secret);
    expect(await control.secret(consumerId)).toBe(secret);
    await control.setMode({ duplicate: 1 });
    await control.setMode({ delayMs: 10 }, companyId);
    expect(await control.modes()).toEqual({
      all: { duplicate: 1 },
      companies: { [companyId]: { delayMs: 10 } },
    });
  });
});

it('puts everything back, forgets one business, forgets all', async () => {
  const [kept, forgotten] = [await makeCompany('Kept'), await makeCompany('Forgotten')];
  const snapshot = await control.snapshot();
  await control.reset(forgotten);
  const statuses = async () =>
    Promise.all([kept, forgotten].map(async (id) => (await api('GET', `/companies/${id}`)).status));
  expect(await statuses()).toEqual([200, 404]);
  await control.restore(snapshot);
  expect(await statuses()).toEqual([200, 200]);
  await control.reset();
  expect((await control.state()).totalCompanies).toBe(0);
  expect(await control.config()).toEqual(sandbox.config);
});

it('says which call was refused', async () => {
  await expect(control.removeFault('nothing')).rejects.toThrow('DELETE faults/nothing: 404');
  await expect(control.restore({})).rejects.toThrow('PUT snapshot: 400');
});
