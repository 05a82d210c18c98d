import { expect, test } from 'vitest';
import { createMeter } from '../runtime/metrics/meter';
import { metricsRoutes } from './metrics';

const TOKEN = 'a-token-that-is-long-enough-for-this';
const meter = createMeter();
const figures = { contentType: meter.contentType, text: () => meter.text([]) };
const asks = (routes: ReturnType<typeof metricsRoutes>, token?: string) =>
  routes.request('/', token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

test('without a token in the environment, or figures, there is no such address', async () => {
  const untold = metricsRoutes({ figures: () => figures, token: () => undefined });
  expect((await asks(untold, TOKEN)).status).toBe(404);
  expect((await asks(metricsRoutes({ figures: () => null, token: () => TOKEN }), TOKEN)).status).toBe(404);
});

test('figures are for whoever has the token', async () => {
  const routes = metricsRoutes({ figures: () => figures, token: () => TOKEN });
  for (const wrong of [undefined, '', 'wrong', `${TOKEN}x`]) {
    const refused = await asks(routes, wrong);
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('nodejs');
  }
  const answer = await asks(routes, TOKEN);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('nodejs_eventloop_lag_seconds');
});
