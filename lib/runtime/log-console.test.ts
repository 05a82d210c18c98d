import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';

const { error, warn } = console;
afterEach(() => {
  console.error = error;
  console.warn = warn;
  vi.resetModules();
  vi.doUnmock('./env');
});

const FORGED = '\n{"level":30,"event":"staff.view","staff":"INNOCENT"}\n';

test('whatever is printed, it is one line of the log and nobody else’s', async () => {
  vi.resetModules();
  vi.doMock('./env', () => ({ getEnv: () => ({ LOG_LEVEL: 'info' }) }));
  const { createLog } = await import('./log');
  const { routeConsole } = await import('./log-console');
  let written = '';
  const to = new Writable({
    write: (chunk, _, done) => {
      written += String(chunk);
      done();
    },
  });
  routeConsole(createLog(to));
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant(FORGED),
    fc.constant('\u0000\u001b[31m\r\n'),
  );
  fc.assert(
    fc.property(texts, texts, fc.constantFrom('error', 'warn'), (message, name, level) => {
      written = '';
      const thrown = new TypeError(`Invalid character in header content ["location"] ${message}`);
      thrown.name = name;
      console[level as 'error' | 'warn'](`⨯ ${message}`, thrown, { message });
      expect(written.match(/\n/g)).toHaveLength(1);
      expect(JSON.parse(written)).toMatchObject({ event: 'console', level: level === 'error' ? 50 : 40 });
    }),
  );
});
