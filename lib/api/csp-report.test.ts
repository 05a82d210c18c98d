import { expect, it, test } from 'vitest';
import { createCspReports } from './csp-report';

function start(maxBodyMs?: number) {
  const lines: object[] = [];
  const clock = { now: 0 };
  const api = createCspReports({ write: (line) => lines.push(line), now: () => clock.now }, maxBodyMs);
  const post = async (body: string | ReadableStream) =>
    (await api.request('/', { method: 'POST', body, duplex: 'half' } as RequestInit)).status;
  return { lines, clock, post };
}

const REPORT = JSON.stringify({
  'csp-report': {
    'document-uri': 'https://bank.example/home?next=secret',
    'effective-directive': 'img-src',
    'blocked-uri': 'https://evil.example/pixel?id=secret',
  },
});

test('a report is one line, without what follows a question mark', async () => {
  const { lines, post } = start();
  expect(await post(REPORT)).toBe(204);
  expect(lines).toEqual([
    { event: 'csp.violation', directive: 'img-src', blocked: 'https://evil.example', page: '/home' },
  ]);
});

it.each(['', 'text', '{}', '[', 'null'])('%j is refused without a line', async (body) => {
  const { lines, post } = start();
  expect(await post(body)).toBe(400);
  expect(lines).toEqual([]);
});

test('what is too large is refused, also when it does not say how large it is', async () => {
  const { lines, post } = start();
  expect(await post('x'.repeat(16 * 1024 + 1))).toBe(413);
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1024))),
  });
  expect(await post(endless)).toBe(413);
  expect(lines).toEqual([]);
});

test('what is too slow is not waited for, and what was cut is no report', async () => {
  const { lines, post } = start(20);
  const first = new TextEncoder().encode('{');
  expect(await post(new ReadableStream({ start: (controller) => controller.enqueue(first) }))).toBe(408);
  const cut = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  expect(await post(cut)).toBe(400);
  expect(lines).toEqual([]);
});

test('a flood writes thirty lines a minute, and then says how many there were', async () => {
  const { lines, clock, post } = start();
  for (let sent = 0; sent < 100; sent += 1) expect(await post(REPORT)).toBe(204);
  expect(lines).toHaveLength(30);
  clock.now = 60_000;
  await post(REPORT);
  expect(lines.slice(30)).toMatchObject([{ event: 'csp.more', count: 70 }, { event: 'csp.violation' }]);
});
