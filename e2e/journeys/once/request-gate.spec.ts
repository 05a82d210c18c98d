// Playwright journeys: the request gate in front of Next. Requests that no browser sends get a page of the app, quickly, and delay no other customer.
import { expect, test } from '../../fixtures';
import { sendRaw } from '../../raw-http';

const portOf = (url: string) => Number(new URL(url).port);

test('bodies without a length are refused at once, and a hundred that do not end delay no other request', async ({
  stack,
  request,
}) => {
  const port = portOf(stack.appUrl);
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000), Buffer.from('\r\n')]);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      sendRaw(port, [head(n % 2 === 0 ? '/' : '/sign-in/start'), ...Array<Buffer>(16).fill(piece)]),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([411]));
  expect((await request.get('/sign-in')).status()).toBe(200);
});

test('broken addresses, methods and router states get a client error', async ({ stack }) => {
  const at = (path: string, init: RequestInit = {}) =>
    fetch(stack.appUrl + path, { redirect: 'manual', ...init });
  for (const path of ['/share/%ff', '/products/%C0%80/consent', '/verify/%ED%A0%80'])
    expect((await at(path, { headers: { 'next-router-prefetch': '1', rsc: '1' } })).status, path).toBe(404);
  for (const method of ['PUT', 'DELETE', 'PATCH'])
    expect((await at('/sign-in', { method })).status).toBe(405);
  const trace = await sendRaw(portOf(stack.appUrl), ['TRACE /home HTTP/1.1\r\nHost: localhost\r\n\r\n']);
  expect(trace.status).toBe(405);
  const headers = { rsc: '1', 'next-router-state-tree': 'garbage' };
  expect((await at('/sign-in', { headers })).status).toBe(400);
  expect((await at('/_next/image?url=%2Ficon.svg&w=64&q=75')).status).toBe(404);
});

test('the query of a sign-in error is replaced by a fixed word, and none of it is passed on', async ({
  stack,
}) => {
  const forged = '\n{"level":30,"event":"staff.view","staff":"INNOCENT"}\n';
  const values = [forged, 'x\u0000y', 'é😀', '\r\nset-cookie: a=b', 'AccessDenied', '', 'x'.repeat(3000)];
  for (const route of ['error', 'signin', 'error/more'])
    for (const value of values) {
      const answer = await fetch(
        `${stack.appUrl}/api/auth/${route}?${new URLSearchParams({ error: value })}`,
        {
          redirect: 'manual',
        },
      );
      expect(answer.status, value).toBe(303);
      expect(answer.headers.get('location')).toMatch(
        /^\/sign-in\?error=(cancelled|unavailable|expired|failed)&next=%2Fhome$/,
      );
    }
});

test('a form that no page of ours sends is answered with a page', async ({ stack }) => {
  for (const [type, body] of [
    ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
    ['multipart/form-data', 'no boundary'],
    ['text/plain;charset=UTF-8', '["$F1","$Q9"]'],
  ] as const) {
    const answer = await fetch(`${stack.appUrl}/sign-in`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: stack.appUrl, 'next-action': '40'.padEnd(42, 'a') },
    });
    expect(await answer.text(), type).not.toBe('Internal Server Error');
  }
});

test('a body that an action cannot read gets a client error', async ({ stack }) => {
  const page = await (await fetch(`${stack.appUrl}/sign-in`)).text();
  const action = /\$ACTION_ID_([0-9a-f]{40,})/.exec(page)?.[1] ?? '';
  expect(action).not.toBe('');
  for (const body of ['[{"broken":', '[5]', '[]', '["$Q9"]']) {
    const answer = await fetch(`${stack.appUrl}/sign-in`, {
      method: 'POST',
      body,
      headers: {
        ...{ 'content-type': 'text/plain;charset=UTF-8', origin: stack.appUrl, 'next-action': action },
        accept: 'text/x-component',
      },
    });
    await answer.arrayBuffer();
    expect(answer.status, body).toBe(400);
  }
});
