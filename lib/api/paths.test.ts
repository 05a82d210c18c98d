import { expect, test } from 'vitest';
import { apiPaths } from './paths';

test('every address of the API is known, once, and no pattern is taken for one', () => {
  expect([...apiPaths].sort()).toEqual([
    '/.well-known/jwks.json',
    '/api/csp-report',
    '/api/health/live',
    '/api/health/ready',
    '/api/metrics',
    '/api/webhooks/codat',
  ]);
});
