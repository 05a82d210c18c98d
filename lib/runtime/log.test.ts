import { Writable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.resetModules();
  vi.doUnmock('./env');
});

/** The logger as a process with such an environment has it. @returns it, the lines it writes, and the modules it works with */
async function loggerWith(env: object) {
  vi.resetModules();
  vi.doMock('./env', () => ({ getEnv: () => env }));
  const { createLog } = await import('./log');
  const scope = await import('./request-scope');
  const { setMetricsSink } = await import('./metrics/sink');
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString('utf8')));
      done();
    },
  });
  return { log: createLog(sink), lines, setMetricsSink, ...scope };
}

describe('what is logged', () => {
  it('carries the request it belongs to, also after waiting, and its own where it names one', async () => {
    const { log, lines, inRequest, currentRequest } = await loggerWith({ LOG_LEVEL: 'info' });
    await Promise.all(
      ['one', 'two'].map((id) =>
        inRequest(id, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          log.info({ event: 'x' });
          log.info({ event: 'y', requestId: 'own' });
        }),
      ),
    );
    log.info({ event: 'z' });
    expect(lines.filter(({ event }) => event === 'x').map(({ requestId }) => requestId)).toEqual([
      'one',
      'two',
    ]);
    expect(lines.filter(({ event }) => event === 'y').map(({ requestId }) => requestId)).toEqual([
      'own',
      'own',
    ]);
    expect(lines.find(({ event }) => event === 'z')).not.toHaveProperty('requestId');
    expect(currentRequest()).toBeUndefined();
  });

  it('is heard for figures whatever the level, and written as the level says', async () => {
    const heard: object[] = [];
    const { log, lines, setMetricsSink } = await loggerWith({ LOG_LEVEL: 'warn', METRICS_PORT: 9_000 });
    setMetricsSink((line) => void heard.push(line));
    log.info({ event: 'quiet' });
    log.warn({ event: 'loud', token: 'secret' });
    log.info('a sentence');
    expect(heard).toMatchObject([{ event: 'quiet' }, { event: 'loud' }]);
    expect(lines).toMatchObject([{ event: 'loud', token: '[redacted]' }]);
  });

  it('is not heard where nobody measures', async () => {
    const heard: object[] = [];
    const { log, setMetricsSink } = await loggerWith({ LOG_LEVEL: 'info' });
    setMetricsSink((line) => void heard.push(line));
    log.info({ event: 'x' });
    expect(heard).toEqual([]);
  });
});
