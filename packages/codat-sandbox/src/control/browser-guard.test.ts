// Tests of the browser guard: no foreign web page reaches the control API through a visitor's browser.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startForTest, type TestSandbox } from '../../test/client';

const APP = 'http://localhost:3100';
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ appUrl: APP });
});
afterAll(() => sandbox.close());

/** As a browser would: fetch would not let us say where we come from. */
function status(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${sandbox.url}/_sandbox/${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end();
  });
}

const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
const neighbour = { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' };
const app = { origin: APP, 'sec-fetch-site': 'cross-site' };
const ownForm = { origin: 'null', 'sec-fetch-site': 'same-origin' };
const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };

it.each([
  ['another site', 'POST', 'reset', elsewhere, 403],
  ['another port of this machine', 'POST', 'reset', neighbour, 403],
  ['an old browser', 'POST', 'reset', { origin: 'https://evil.example' }, 403],
  ['a boxed-in frame', 'POST', 'reset', { origin: 'null' }, 403],
  ['an image elsewhere', 'GET', 'snapshot', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a form that navigates', 'POST', 'ui/reset', { ...elsewhere, ...visit }, 403],
  ['a form of the app', 'POST', 'ui/reset', app, 403],
  ['a script of the app', 'POST', 'reset', app, 204],
  ['no browser at all', 'POST', 'reset', {}, 204],
  ['a form of our own page', 'POST', 'ui/reset', ownForm, 303],
  ['a link to our own page', 'GET', 'ui/', visit, 200],
])('%s: %s %s', async (_, method, path, headers, expected) => {
  expect(await status(method, path, headers)).toBe(expected);
});

it.each([
  ['evil.example', 403],
  ['127.0.0.1.evil.example:4000', 403],
  ['localhost.evil.example', 403],
  ['localhost:4000', 200],
  ['[::1]:4000', 200],
])('a name like %s gets %i', async (host, expected) => {
  expect(await status('GET', 'config', { host })).toBe(expected);
});
