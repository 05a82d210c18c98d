// Test of the advice about an outbound proxy, which never prints the proxy's address.
import { expect, test } from 'vitest';
import { proxyAdvice } from '../scripts/proxy-advice';

const PROXY = { HTTPS_PROXY: 'http://proxy.bank.example:3128' };

test.each([
  ['no proxy', {}, 'v20.9.0'],
  ['an empty one', { HTTPS_PROXY: '' }, 'v20.9.0'],
  ['one that Node is told to use', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, 'v24.5.0'],
  ['one that a later Node is told to use', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, 'v25.0.0'],
])('says nothing about %s', (_what, env, version) => {
  expect(proxyAdvice(env, version)).toBeNull();
});

test.each([
  [{ ...PROXY, NODE_USE_ENV_PROXY: '1' }, 'v20.9.0', 'run Node 24.5 or newer'],
  [{ ...PROXY, NODE_USE_ENV_PROXY: '1' }, 'v24.4.9', 'run Node 24.5 or newer'],
  [PROXY, 'v24.21.0', 'set NODE_USE_ENV_PROXY=1'],
  [{ http_proxy: 'http://proxy' }, 'v22.0.0', 'HTTP_PROXY is set'],
])('%j on %s: %s', (env, version, said) => {
  const advice = proxyAdvice(env, version);
  expect(advice).toContain(said);
  // The address may hold a password.
  expect(advice).not.toContain('http://');
});
