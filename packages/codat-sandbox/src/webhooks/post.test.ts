// Tests of one attempt: its deadline, ignored bodies, reused connections.
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { silence, startReceiver, status } from '../../test/webhooks';
import { createCourier } from './post';

const cleanups: Array<() => unknown> = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function set(answer: (response: ServerResponse) => void, timeoutMs = 5000) {
  const receiver = await startReceiver();
  receiver.answer = answer;
  const courier = createCourier(timeoutMs);
  cleanups.push(receiver.close, courier.close);
  const letter = { url: receiver.url, headers: { 'webhook-id': 'msg_1' }, body: '{"eventType":"é"}' };
  return { receiver, courier, letter };
}

it('sends the bytes as they are', async () => {
  const { receiver, courier, letter } = await set(status(200));
  expect(await courier.post(letter, new AbortController())).toEqual({ status: 200 });
  expect(receiver.received).toMatchObject([{ id: 'msg_1', body: letter.body }]);
  expect(receiver.received[0]?.headers['content-length']).toBe('18');
});

it('gives up when no answer comes in time', async () => {
  const { receiver, courier, letter } = await set(silence, 50);
  const outcome = await courier.post(letter, new AbortController());
  expect(outcome).toEqual({ status: 0, error: 'No answer within 0.05 s.' });
  expect(receiver.received).toHaveLength(1);
});

it('is content with a status, whatever becomes of the body', async () => {
  const never = await set((response) => response.writeHead(200).write('and then'), 50);
  expect(await never.courier.post(never.letter, new AbortController())).toEqual({ status: 200 });
  const cut = await set((response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
  });
  expect(await cut.courier.post(cut.letter, new AbortController())).toEqual({ status: 200 });
  const large = await set((response) => response.end('x'.repeat(5_000_000)));
  expect(await large.courier.post(large.letter, new AbortController())).toEqual({ status: 200 });
});

it('can be called off', async () => {
  const { receiver, courier, letter } = await set(silence);
  const control = new AbortController();
  const outcome = courier.post(letter, control);
  await expect.poll(() => receiver.received.length).toBe(1);
  control.abort();
  expect(await outcome).toBeUndefined();
});

it.each(['HTTPS://127.0.0.1:1/x', 'HTTP://u:p@127.0.0.1:1', 'http://[::1]:1/ü?q= '])(
  'never throws, whatever the address: %s',
  async (url) => {
    const { courier, letter } = await set(status(200));
    const outcome = await courier.post({ ...letter, url }, new AbortController());
    expect(outcome).toMatchObject({ status: 0, error: expect.stringMatching(/^E[A-Z]+$/) });
  },
);

it('uses a line again', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    request.resume().on('end', () => response.end('thanks'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const courier = createCourier(5000);
  cleanups.push(() => server.close(), courier.close);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let i = 0; i < 3; i += 1) {
    await courier.post({ url, headers: {}, body: '{}' }, new AbortController());
  }
  expect(sockets.size).toBe(1);
});

it('takes a new line when the kept one turns out to be cut', async () => {
  let answered = 0;
  const server = createTcp((socket) => {
    let isFirst = true;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      // Each line is good for one answer and is cut when it is used again.
      if (!isFirst) return socket.resetAndDestroy();
      isFirst = false;
      answered += 1;
      return socket.write('HTTP/1.1 204 No Content\r\nconnection: keep-alive\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const courier = createCourier(5000);
  cleanups.push(() => server.close(), courier.close);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = () => courier.post({ url, headers: {}, body: '{}' }, new AbortController());
  expect([await post(), await post()]).toEqual([{ status: 204 }, { status: 204 }]);
  expect(answered).toBe(2);
});

it('says what is wrong with a line that was never good', async () => {
  const server = createTcp((socket) => socket.end('no HTTP at all'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const courier = createCourier(5000);
  cleanups.push(() => server.close(), courier.close);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcome = await courier.post({ url, headers: {}, body: '{}' }, new AbortController());
  expect(outcome).toMatchObject({ status: 0, error: expect.stringMatching(/^(HPE_|ECONNRESET)/) });
});
