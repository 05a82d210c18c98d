import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { beginDrain } from '../runtime/graceful-shutdown';
import { createHub } from './hub';
import { openStream, type StreamSource, type StreamTimes } from './open-stream';
import { createStreams, getStreams } from './streams';

const TIMES: StreamTimes = { beatMs: 60, lastMs: 60_000, settleMs: 5 };
let server: Server | undefined;
afterEach(() => server?.close());

interface Scene {
  source: StreamSource;
  wake: () => void;
  state: { body: string; isSettled: boolean; nextPollInMs: number } | null;
  polling: number;
  isAllowed: boolean;
  ended: number;
}

function scene(): Scene {
  const own: Scene = {
    wake: () => {},
    state: { body: '{"step":1}', isSettled: false, nextPollInMs: 60_000 },
    polling: 0,
    isAllowed: true,
    ended: 0,
    source: {
      isAllowed: async () => own.isAllowed,
      read: async () => own.state,
      refresh: async () => {
        own.polling += 1;
      },
      subscribe: (wake) => {
        own.wake = wake;
        return () => {
          own.wake = () => {};
        };
      },
      onEnd: () => {
        own.ended += 1;
      },
    },
  };
  return own;
}

/** Serves one stream over real HTTP, as a browser would get it. */
async function serve(own: Scene, times: Partial<StreamTimes> = {}) {
  let end = () => {};
  server = createServer((_, response) => {
    const stream = openStream(own.source, { ...TIMES, ...times });
    end = stream.end;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    Readable.fromWeb(stream.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
    response.on('close', () => stream.end());
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const closer = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: closer.signal });
  const events: string[] = [];
  let isOver = false;
  const reading = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      const parts = (rest + decoder.decode(chunk as Uint8Array)).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, event] = /^event: (.*)$/m.exec(part) ?? [];
        const [, data] = /^data: (.*)$/m.exec(part) ?? [];
        if (event !== undefined) events.push(event === 'view' ? `view ${data}` : event);
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return { events, closer, end: () => end(), reading, isOver: () => isOver };
}

const views = (events: readonly string[]) => events.filter((event) => event.startsWith('view'));

test('begins with the whole state at once, beats, and says what changes', async () => {
  const own = scene();
  const { events, closer } = await serve(own);
  await expect.poll(() => events[0]).toBe('view {"step":1}');
  await expect.poll(() => events.filter((event) => event === 'beat').length).toBeGreaterThan(2);
  expect(views(events)).toHaveLength(1);
  own.state = { body: '{"step":2}', isSettled: false, nextPollInMs: 60_000 };
  own.wake();
  await expect.poll(() => views(events)).toEqual(['view {"step":1}', 'view {"step":2}']);
  closer.abort();
  await expect.poll(() => own.ended).toBe(1);
});

test('many notices in one moment are one reading', async () => {
  const own = scene();
  let reads = 0;
  own.source.read = async () => {
    reads += 1;
    return own.state;
  };
  const { events, closer } = await serve(own, { beatMs: 60_000, settleMs: 30 });
  await expect.poll(() => events.length).toBe(1);
  reads = 0;
  for (let i = 0; i < 50; i += 1) own.wake();
  await expect.poll(() => reads).toBeGreaterThan(0);
  await sleep(80);
  expect(reads).toBeLessThanOrEqual(2);
  closer.abort();
});

test('ends when reading is through, with that as the last word', async () => {
  const own = scene();
  const { events, reading } = await serve(own);
  await expect.poll(() => events.length).toBeGreaterThan(0);
  own.state = { body: '{"step":3}', isSettled: true, nextPollInMs: 0 };
  own.wake();
  await reading;
  expect(events.at(-1)).toBe('view {"step":3}');
  expect(own.ended).toBe(1);
});

test('ends when the session is over, and when there is nothing to watch any more', async () => {
  const signedOut = scene();
  const first = await serve(signedOut);
  await expect.poll(() => first.events.length).toBeGreaterThan(0);
  signedOut.isAllowed = false;
  await first.reading;
  expect(first.events.at(-1)).toBe('over');
  server?.close();
  const gone = scene();
  const second = await serve(gone, { beatMs: 60_000 });
  await expect.poll(() => second.events.length).toBeGreaterThan(0);
  gone.state = null;
  gone.wake();
  await second.reading;
  expect(second.events.at(-1)).toBe('over');
});

test('a notice after the session has ended closes it, and what moved is not sent', async () => {
  const own = scene();
  const { events, reading } = await serve(own, { beatMs: 60_000 });
  await expect.poll(() => events.length).toBe(1);
  own.isAllowed = false;
  own.state = { body: '{"secret":1}', isSettled: false, nextPollInMs: 60_000 };
  own.wake();
  await reading;
  expect(events).toEqual(['view {"step":1}', 'over']);
});

test('rests after its time', async () => {
  const own = scene();
  const { events, reading } = await serve(own, { lastMs: 150 });
  await reading;
  expect(events.at(-1)).toBe('rest');
  expect(own.ended).toBe(1);
});

test('asks Codat when that is due, one question at a time', async () => {
  const own = scene();
  own.state = { body: '{}', isSettled: false, nextPollInMs: 0 };
  let [running, most] = [0, 0];
  own.source.refresh = async () => {
    own.polling += 1;
    running += 1;
    most = Math.max(most, running);
    await sleep(20);
    running -= 1;
  };
  const { closer } = await serve(own);
  await expect.poll(() => own.polling).toBeGreaterThan(2);
  expect(most).toBe(1);
  closer.abort();
});

test('a database that is away for a moment ends nothing', async () => {
  const own = scene();
  const { events, closer, isOver } = await serve(own);
  await expect.poll(() => events.length).toBeGreaterThan(0);
  const { read, isAllowed } = own.source;
  const away = () => Promise.reject(new Error('away'));
  Object.assign(own.source, { read: away, isAllowed: away });
  own.wake();
  await expect.poll(() => events.filter((event) => event === 'beat').length).toBeGreaterThan(2);
  expect(isOver()).toBe(false);
  Object.assign(own.source, { read, isAllowed });
  own.state = { body: '{"step":4}', isSettled: false, nextPollInMs: 60_000 };
  await expect.poll(() => views(events).at(-1)).toBe('view {"step":4}');
  closer.abort();
});

test('when the process is asked to end, its streams end, and no new ones begin', async () => {
  const own = scene();
  const { events, end, reading } = await serve(own, { beatMs: 60_000 });
  await expect.poll(() => events.length).toBeGreaterThan(0);
  const streams = getStreams();
  expect(streams.admit('maya', end)).not.toBeNull();
  beginDrain();
  await reading;
  expect(own.ended).toBe(1);
  expect(streams.admit('maya', () => {})).toBeNull();
});

test('one person has a few streams, and others theirs', () => {
  const streams = createStreams(2, 3);
  const leave = streams.admit('maya', () => {});
  expect(streams.admit('maya', () => {})).not.toBeNull();
  expect(streams.admit('maya', () => {})).toBeNull();
  expect(streams.admit('luc', () => {})).not.toBeNull();
  expect(streams.admit('owen', () => {})).toBeNull();
  leave?.();
  expect(streams.admit('maya', () => {})).not.toBeNull();
});

test('a notice wakes the streams of its business; one that may have been missed wakes all', async () => {
  let tell: (notice: string) => void = () => {};
  let listens = 0;
  const hub = createHub(() => ({
    async listen(_, subscribe) {
      tell = subscribe;
      listens += 1;
      return async () => {};
    },
  }));
  const woken: string[] = [];
  const stop = hub.subscribe('a', () => woken.push('a1'));
  hub.subscribe('a', () => woken.push('a2'));
  hub.subscribe('b', () => woken.push('b'));
  expect(listens).toBe(1);
  tell('a');
  expect(woken).toEqual(['a1', 'a2']);
  stop();
  tell('');
  expect(woken.slice(2).sort()).toEqual(['a2', 'b']);
  tell('c');
  expect(woken).toHaveLength(4);
});
