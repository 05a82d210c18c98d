import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { NO_CODAT } from '@/e2e/no-codat';
import { createLimiter } from '../security/rate-limiter';
import { LIMITS } from '../security/rate-limits';
import { createApi } from './app';

const database = useTestDatabase();
const logger = () => ({ info: () => {}, warn: () => {}, error: () => {} });

test('whoever asks too often gets 429 and the time to come back, and nobody else does', async () => {
  const limiter = createLimiter({ db: database.db, logger: logger() });
  const api = createApi({
    database: () => database,
    codat: () => NO_CODAT,
    readWebhook: () => null,
    logger,
    limiter: () => limiter,
    hops: 1,
  });
  const report = (ip: string | null) =>
    api.request('/api/csp-report', {
      method: 'POST',
      body: JSON.stringify({ 'csp-report': { 'effective-directive': 'img-src' } }),
      headers: ip === null ? {} : { 'x-forwarded-for': `${ip}, 10.0.0.1` },
    });
  const [{ points }] = LIMITS['csp-report'].limits;
  const answers = await Promise.all(Array.from({ length: points + 5 }, () => report('198.51.100.7')));
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(points);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  for (const answer of refused) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 429, title: 'Too Many Requests' });
  }
  // The same client with a port, and with whatever it writes itself.
  expect((await report('198.51.100.7:50001')).status).toBe(429);
  expect((await report('garbage, 127.0.0.1, 198.51.100.7')).status).toBe(429);
  expect((await report('203.0.113.7')).status).toBe(204);
  expect((await report(null)).status).toBe(204);
});
