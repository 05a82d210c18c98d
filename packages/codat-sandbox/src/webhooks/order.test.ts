// Tests of order: a message leaves only after the response to the request that caused it.

import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { authHeader } from '../../test/client';
import {
  attemptsReach,
  consume,
  door,
  NOON,
  type Receiver,
  startReceiver,
  startStage,
} from '../../test/webhooks';
import { addCompany } from '../domain/company';
import { afterResponse, inRequest } from '../http/after-response';
import { createClock } from '../state/clock';
import { createWorld } from '../state/world';
import { publish } from '../wire/events';
import { addConsumer } from './consumers';
import { hubOf } from './hub';
import { startWebhooks } from './start';

function post(url: string, body: string) {
  return new Promise<void>((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', agent: false }, (response) => {
      response.resume().on('end', resolve);
    });
    request.on('error', reject).end(body);
  });
}

function noteArrivals(receiver: Receiver, log: string[]): void {
  const { answer } = receiver;
  receiver.answer = (response, message) => {
    log.push(`message ${message.type}`);
    answer(response, message);
  };
}

/** Two requests on one line, the second sent without waiting; answers come back in the order of the requests. */
async function pipeline(url: string, requests: string, marks: Record<string, string>, log: string[]) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('utf8');
    for (const [mark, note] of Object.entries(marks))
      if (text.includes(mark) && !log.includes(note)) log.push(note);
  });
  socket.write(requests);
  await once(socket, 'close');
}

it('reaches nobody before the answer is out, though the event was long before', async () => {
  const { sandbox, receiver, close } = await startStage();
  await consume(sandbox, receiver.url);
  const log: string[] = [];
  noteArrivals(receiver, log);
  // The answer that makes the second one wait takes its time; the business is made meanwhile.
  const slow = { method: 'GET', path: '/profile', effect: { kind: 'slow', ms: 400 } };
  expect((await door(sandbox, 'POST', '/faults', slow)).status).toBe(201);
  const head = `host: x\r\nauthorization: ${authHeader(sandbox.config.apiKey)}`;
  const body = '{"name":"Pipelined"}';
  const first = `GET /profile HTTP/1.1\r\n${head}\r\n\r\n`;
  const second = `POST /companies HTTP/1.1\r\n${head}\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const marks = { redirectUrl: 'first answer', '"name":"Pipelined"': 'second answer' };
  await pipeline(sandbox.url, first + second, marks, log);
  await attemptsReach(sandbox, 1);
  expect(log).toEqual(['first answer', 'second answer', 'message company.created']);
  await close();
});

/** A request that makes an event and then, before it answers, knocks at the receiver itself. */
async function knockingServer(receiver: Receiver, onEvent: () => void) {
  const server = createServer((_, response) => {
    inRequest(response, () => {
      onEvent();
      const knock = '{"eventType":"knock"}';
      void post(receiver.url, knock).then(() => response.end('done'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

it('waits however long the answer takes', async () => {
  const receiver = await startReceiver();
  const log: string[] = [];
  noteArrivals(receiver, log);
  const world = createWorld({
    publish,
    clock: createClock(() => NOON),
    url: 'http://127.0.0.1:1',
    appUrl: 'http://127.0.0.1:2',
    syncSeconds: 0,
  });
  const webhooks = startWebhooks(world);
  addConsumer(hubOf(world), { url: receiver.url, eventTypes: ['company.created'], disabled: false });
  const server = await knockingServer(receiver, () => {
    addCompany(world, { name: 'A' });
    // Had it been sent at once, it would be here before the knock.
    afterResponse(() => log.push('out'));
  });
  await post(server.url, '');
  await expect.poll(() => log).toEqual(['message knock', 'out', 'message company.created']);
  webhooks.close();
  server.close();
  await receiver.close();
});
