import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BODY_BYTES, echoesRequestId, type FirstLines, isApi, isPage, refusalOf } from './request-gate';

const lines = (change: Partial<FirstLines>): FirstLines => ({
  method: 'POST',
  url: '/sign-in/start',
  contentLength: undefined,
  isChunked: false,
  ...change,
});

test.each<[Partial<FirstLines>, ReturnType<typeof refusalOf>]>([
  [{ method: 'GET', url: '/home' }, null],
  [{ contentLength: String(BODY_BYTES) }, null],
  [{ contentLength: String(BODY_BYTES + 1) }, 'too-large'],
  [{ isChunked: true }, 'no-length'],
  [{ isChunked: true, url: '/' }, 'no-length'],
  [{ isChunked: true, url: '/api/auth/callback/accord' }, 'no-length'],
  [{ isChunked: true, url: '/api/webhooks/codat' }, null],
  [{ isChunked: true, url: '/api/csp-report?x=1' }, null],
  [{ isChunked: true, url: '/api/uploads/lending/accounting' }, null],
  [{ contentLength: '400000000', url: '/api/uploads/lending/accounting' }, null],
  [{ contentLength: '400000000', url: '/api/webhooks/codat' }, 'too-large'],
  [{ contentLength: '400000000', url: '/api/nothing' }, 'too-large'],
  [{ isChunked: true, url: '/access/v1/evaluations' }, null],
  [{ contentLength: '900000', url: '/access/v1/evaluations' }, null],
  [{ contentLength: '900000', url: '/access/v2' }, 'too-large'],
  // A GET with a body is still a body.
  [{ method: 'GET', url: '/home', isChunked: true }, 'no-length'],
  [{ method: 'GET', url: '/_next/static/%ff.js' }, 'not-found'],
  [{ method: 'GET', url: '/share/%C0%80' }, 'not-found'],
  [{ method: 'GET', url: '/products/%ED%A0%80/consent?a=b' }, 'not-found'],
  [{ method: 'GET', url: '/share/%C3%A9' }, null],
  [{ method: 'GET', url: '/help?back=%ff' }, null],
  [{ method: 'GET', url: '/%' }, 'not-found'],
  ...['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'].map((method): [Partial<FirstLines>, 'method'] => [
    { method, url: '/home' },
    'method',
  ]),
])('%j: %s', (change, verdict) => expect(refusalOf(lines(change))).toBe(verdict));

test('the decision API is for programs, and its request ids are the callers’ own', () => {
  for (const url of ['/access/v1/evaluation', '//access/v1/search/subject?x=1'])
    expect([isApi(url), isPage(url), echoesRequestId(url)]).toEqual([true, false, true]);
  for (const url of ['/access', '/accessibility/v1', '/api/health/live', '/home?next=/access/v1'])
    expect([url, echoesRequestId(url)]).toEqual([url, false]);
});

test('whatever the address, a body whose length nobody knows passes only where it is counted', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      fc.pre(!/^\/(api\/(uploads|webhooks|csp-report)|access\/v1)/.test(path));
      expect(refusalOf(lines({ url: path, isChunked: true }))).not.toBeNull();
    }),
  );
});
