// Test of request ids, and of the paths that lead to sign-in.
import { describe, expect, it, test } from 'vitest';
import { readRequestId, requestIdFrom } from './request-id';
import { wantsSignIn } from './signed-out';

describe('readRequestId', () => {
  it.each(['7f9c24e5-2f8a-4b6e-9d3c-1a2b3c4d5e6f', 'req_12345678'])('keeps %s', (id) =>
    expect(readRequestId(id)).toBe(id),
  );
  it.each([null, '', 'short', 'a'.repeat(65), 'id with space', 'id\r\nx: y', '<script>x', '{"a":"b","c":1}'])(
    'drops %j',
    (id) => expect(readRequestId(id)).toBeNull(),
  );
});

test.each([
  ['keeps one that may be kept', 'req_12345678', /^req_12345678$/],
  ['makes one for a request without', null, /^[0-9a-f-]{36}$/],
  ['makes another where text of a stranger came', '\u001b[31m{"event":"x"}', /^[0-9a-f-]{36}$/],
])('requestIdFrom %s', (_, given, kept) => {
  const get = (name: string) => (name === 'x-request-id' ? given : null);
  expect(requestIdFrom({ get })).toMatch(kept);
});

describe('wantsSignIn', () => {
  it.each(['/home', '/welcome', '/products/x', '/connections', '/connections/1'])('%s', (path) =>
    expect(wantsSignIn(path)).toBe(true),
  );
  it.each(['/', '/sign-in', '/homeless', '/connectivity', '/connect/return', '/share/abc', '/help', '/demo'])(
    'not %s',
    (path) => expect(wantsSignIn(path)).toBe(false),
  );
});
