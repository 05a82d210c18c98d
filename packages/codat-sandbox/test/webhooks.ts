// Fixture of the webhook tests: a receiver that remembers, consumers, and the delivery log.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { z } from 'zod';
import type { SandboxOptions } from '../src/config/options';
import { createCompany, startForTest, type TestSandbox } from './client';

/** A base for clocks that stand still. */
export const NOON = Date.UTC(2026, 4, 4, 12);

export interface Received {
  id: string;
  type: string;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What it does with a message from now on; answers 200 until told otherwise. */
  answer: (response: ServerResponse, message: Received) => void;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const { eventType } = z.object({ eventType: z.string() }).catch({ eventType: '' }).parse(JSON.parse(body));
  return { id: headers['webhook-id'] ?? '', type: eventType, headers, body };
}

export const status = (code: number) => (response: ServerResponse) => {
  response.writeHead(code).end();
};
/** Takes the message and says nothing. */
export const silence = () => undefined;

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    read(request).then(
      (message) => {
        receiver.received.push(message);
        receiver.answer(response, message);
      },
      // The sender hung up half way.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: status(200),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

const attempt = z.strictObject({
  at: z.iso.datetime(),
  status: z.number().int(),
  ms: z.number(),
  error: z.string().optional(),
});

const delivery = z.strictObject({
  id: z.string().regex(/^msg_[0-9a-z]{27}$/),
  eventType: z.string(),
  companyId: z.string().optional(),
  consumerId: z.string(),
  url: z.string(),
  body: z.string(),
  state: z.enum(['Sending', 'Attempting', 'Success', 'Failure']),
  createdAt: z.iso.datetime(),
  nextAttemptAt: z.iso.datetime().optional(),
  attempts: z.array(attempt),
});
export type DeliveryJson = z.infer<typeof delivery>;

export async function deliveries(sandbox: TestSandbox, query = ''): Promise<DeliveryJson[]> {
  const response = await sandbox.call('GET', `/_sandbox/deliveries${query}`);
  return z.object({ deliveries: z.array(delivery) }).parse(await response.json()).deliveries;
}

export interface ConsumerInit {
  disabled?: boolean;
  companyTags?: string[];
}

/** Listens at this address; its id. */
export async function consume(
  sandbox: TestSandbox,
  url: string,
  eventTypes: string[] = ['company.created'],
  init: ConsumerInit = {},
): Promise<string> {
  const response = await sandbox.call('POST', '/webhooks', { body: { url, eventTypes, ...init } });
  expect(response.status).toBe(201);
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

export async function isDisabled(sandbox: TestSandbox, consumerId: string): Promise<boolean | undefined> {
  const { results } = z
    .object({ results: z.array(z.object({ id: z.string(), disabled: z.boolean() })) })
    .parse(await (await sandbox.call('GET', '/webhooks')).json());
  return results.find(({ id }) => id === consumerId)?.disabled;
}

/** Everything that was sent has been answered, and the log holds as many attempts as said. */
export async function attemptsReach(sandbox: TestSandbox, count: number): Promise<DeliveryJson[]> {
  await expect
    .poll(async () => (await deliveries(sandbox)).flatMap(({ attempts }) => attempts).length, {
      timeout: 5000,
      interval: 10,
    })
    .toBe(count);
  return deliveries(sandbox);
}

/** The door of a consumer or of a message. */
export async function door(sandbox: TestSandbox, method: string, path: string, body?: unknown) {
  const response = await sandbox.call(method, `/_sandbox${path}`, body === undefined ? {} : { body });
  return { status: response.status, text: await response.text() };
}

export async function setMode(sandbox: TestSandbox, mode: object): Promise<void> {
  expect((await door(sandbox, 'PUT', '/webhooks/mode', mode)).status).toBe(204);
}

export interface Stage {
  sandbox: TestSandbox;
  receiver: Receiver;
  close(): Promise<void>;
}

/** A sandbox whose clock stands still, and a receiver. */
export async function startStage(options: SandboxOptions = {}): Promise<Stage> {
  const receiver = await startReceiver();
  const sandbox = await startForTest({ syncSeconds: 0, now: () => NOON, ...options });
  return {
    sandbox,
    receiver,
    async close() {
      await sandbox.close();
      await receiver.close();
    },
  };
}

/** An event to speak of: a business is made. Its id. */
export async function happen(sandbox: TestSandbox, name = 'A business'): Promise<string> {
  return (await createCompany(sandbox, name)).id;
}
