import { expect, test } from 'vitest';
import { exportResponse } from './export-response';

function source(pages: number) {
  const seen = { made: 0, isLetGo: false };
  async function* lines(): AsyncGenerator<string, void, void> {
    try {
      for (; seen.made < pages; ) {
        seen.made += 1;
        yield `${seen.made}\n`;
      }
    } finally {
      seen.isLetGo = true;
    }
  }
  return { seen, lines: lines() };
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('hands over every line under a name of that day, and no cache keeps it', async () => {
  const response = exportResponse('us', source(3).lines, new Date('2026-02-03T23:59:00Z'));
  expect(response.headers.get('content-disposition')).toContain('consent-ledger-2026-02-03.jsonl');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await response.text()).toBe('1\n2\n3\n');
});

test('reads no further ahead than it is taken, and lets go when the reader goes', async () => {
  const { seen, lines } = source(1_000);
  const reader = exportResponse('us', lines, new Date()).body?.getReader();
  await reader?.read();
  await rest(20);
  expect(seen.made).toBeLessThanOrEqual(3);
  await reader?.cancel();
  expect(seen.isLetGo).toBe(true);
});

test('a reader that stops taking is given up', async () => {
  const { seen, lines } = source(1_000);
  const reader = exportResponse('us', lines, new Date(), 30).body?.getReader();
  await reader?.read();
  await rest(120);
  expect(seen.isLetGo).toBe(true);
  await expect(reader?.read()).rejects.toThrow('nobody takes the export');
});

test('an export that fails on the way ends the file, so that it is not taken for whole', async () => {
  async function* broken(): AsyncGenerator<string, void, void> {
    yield 'first\n';
    throw new Error('the database is gone');
  }
  await expect(exportResponse('us', broken(), new Date()).text()).rejects.toThrow('the database is gone');
});
