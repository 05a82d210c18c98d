import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { readReport } from './csp-report';

const TOKEN = 'Zm9vYmFyLXNlY3JldC10b2tlbi1vZi1zb21lYm9keQ';

it.each([
  [
    'the older way',
    {
      'csp-report': {
        'document-uri': `https://bank.example/share/${TOKEN}?x=${TOKEN}`,
        'effective-directive': 'connect-src',
        'blocked-uri': `https://link-api.codat.io/companies/1/start?otp=${TOKEN}`,
      },
    },
  ],
  [
    'the newer way',
    [
      {
        type: 'csp-violation',
        body: {
          documentURL: `https://bank.example/share/${TOKEN}`,
          effectiveDirective: 'connect-src',
          blockedURL: `https://link-api.codat.io/${TOKEN}`,
        },
      },
      { type: 'deprecation', body: { id: 'x' } },
    ],
  ],
])('%s is read, without what could be a secret', (_, body) => {
  expect(readReport(body)).toEqual([
    { directive: 'connect-src', blocked: 'https://link-api.codat.io', page: '/share/*' },
  ]);
});

it.each([
  [
    { 'csp-report': { 'violated-directive': "script-src 'self'", 'blocked-uri': 'inline' } },
    'script-src',
    'inline',
  ],
  [
    { 'csp-report': { 'violated-directive': 'img-src', 'blocked-uri': 'data:image/png;base64,AA' } },
    'img-src',
    'data',
  ],
  [{ 'csp-report': { 'blocked-uri': 'a\nb' } }, 'unknown', 'unknown'],
  [{ 'csp-report': {} }, 'unknown', 'unknown'],
])('%j is %s, %s', (body, directive, blocked) => {
  expect(readReport(body)).toEqual([{ directive, blocked, page: 'unknown' }]);
});

it.each([null, 1, 'text', {}, { 'csp-report': 'x' }])('%j is no report', (body) => {
  expect(readReport(body)).toBeNull();
});

test('whatever is sent, few short lines of plain words come of it', () => {
  const anyText = fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true }));
  const anyReport = fc.oneof(
    fc.anything(),
    fc.record({
      'csp-report': fc.record({
        'document-uri': anyText,
        'blocked-uri': anyText,
        'violated-directive': anyText,
      }),
    }),
    fc.array(
      fc.record({
        type: fc.constant('csp-violation'),
        body: fc.record({ documentURL: anyText, blockedURL: anyText, effectiveDirective: anyText }),
      }),
      { maxLength: 30 },
    ),
  );
  fc.assert(
    fc.property(anyReport, (body) => {
      const found = readReport(body) ?? [];
      expect(found.length).toBeLessThanOrEqual(10);
      for (const one of found) {
        expect(one.directive).toMatch(/^[a-z-]{1,40}$/);
        expect(one.blocked).toMatch(/^[^\s?#]{1,120}$/);
        expect(one.page).toMatch(/^(unknown|[a-z*/-]{0,250})$/);
      }
    }),
  );
});
