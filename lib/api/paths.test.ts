import { expect, test } from 'vitest';
import { apiPaths } from './paths';

test('every address of the API is known, once, and no pattern is taken for one', () => {
  expect([...apiPaths].sort()).toEqual([
    '/.well-known/authzen-configuration',
    '/.well-known/jwks.json',
    '/access/v1/evaluation',
    '/access/v1/evaluations',
    '/access/v1/search/action',
    '/access/v1/search/resource',
    '/access/v1/search/subject',
    '/api/csp-report',
    '/api/health/live',
    '/api/health/ready',
    '/api/metrics',
    '/api/webhooks/codat',
    '/v1/openapi.json',
  ]);
});
