import { expect, test } from 'vitest';
import { NO_CODAT } from '@/e2e/no-codat';
import { Answer } from '../codat/answer';
import { codatIn } from '../codat/in-request';
import { currentRequest } from '../runtime/request-scope';
import { createApi } from './app';

const ask = async (id?: string) => {
  const headers: Record<string, string> = id === undefined ? {} : { 'x-request-id': id };
  return (await createApi().request('/api/health/live', { headers })).headers.get('x-request-id');
};

test('a request keeps the id that it came with, if that is short and plain', async () => {
  expect(await ask('balancer-12345678')).toBe('balancer-12345678');
  for (const id of [
    undefined,
    'short',
    'has spaces in it',
    `${'x'.repeat(65)}`,
    'quote"quote"',
    '-begins-badly',
  ]) {
    const given = await ask(id);
    expect(given).not.toBe(id);
    expect(given).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('a call to Codat is made in the request that it is made for', async () => {
  const seen: (string | undefined)[] = [];
  const codat = codatIn('request-1', {
    ...NO_CODAT,
    call: async (_info, run) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(currentRequest());
      return new Answer(await run({} as Parameters<typeof run>[0], {}), () => {});
    },
  });
  const answer = await codat.call({ method: 'GET', path: '/companies' }, async () => ({ n: 5 }));
  expect(answer.at('n').count()).toBe(5);
  expect(seen).toEqual(['request-1']);
  expect(currentRequest()).toBeUndefined();
});
