// Tests of the scheduler: each task runs once, in order and on time, however the clock moves.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clock, createClock } from './clock';
import { createScheduler, type Task } from './scheduler';

const DAY_MS = 24 * 60 * 60 * 1000;

function still(): Clock {
  return createClock(() => 0);
}

const task = (id: string, companyId = 'c'): Task => ({ kind: 'sync-ends', companyId, connectionId: 'k', id });

/** An scheduler that writes down what it does: the name, and the moment it was due. */
function watched(clock: Clock) {
  const scheduler = createScheduler(clock);
  const done: [string, number][] = [];
  scheduler.on('sync-ends', ({ id }, at) => void done.push([id, at]));
  return { scheduler, done };
}

afterEach(() => void vi.useRealTimers());

describe('the scheduler', () => {
  it('does what is due, earliest first, and of two at one moment the one planned first', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 6 }), (at, until) => {
        const clock = still();
        const { scheduler, done } = watched(clock);
        at.forEach((moment, index) => void scheduler.schedule(moment, task(String(index))));
        clock.advance(until);
        scheduler.runDue();
        const wanted = at
          .map((moment, index): [string, number] => [String(index), moment])
          .filter(([, moment]) => moment <= until)
          .sort(([a, x], [b, y]) => x - y || Number(a) - Number(b));
        expect(done).toEqual(wanted);
        scheduler.runDue();
        expect(done).toEqual(wanted);
        scheduler.close();
      }),
    );
  });

  it('does what one thing makes due in turn, between the others, in one jump', () => {
    const clock = still();
    const scheduler = createScheduler(clock);
    const done: [string, number][] = [];
    scheduler.on('sync-ends', ({ id }, at) => {
      done.push([id, at]);
      if (id === 'tick' && at < 10 * DAY_MS) scheduler.schedule(at + DAY_MS, task('tick'));
      // What asks for the due things in the middle of one of them changes nothing.
      scheduler.runDue();
    });
    scheduler.schedule(DAY_MS, task('tick'));
    scheduler.schedule(2.5 * DAY_MS, task('other'));
    clock.advance(3650 * DAY_MS);
    scheduler.runDue();
    expect(done).toHaveLength(11);
    expect(done.map(([, at]) => at / DAY_MS)).toEqual([1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10]);
    scheduler.close();
  });

  it('forgets one company and keeps the others, or forgets everything', () => {
    const clock = still();
    const { scheduler, done } = watched(clock);
    scheduler.schedule(1, task('mine', 'a'));
    scheduler.schedule(1, task('theirs', 'b'));
    scheduler.forget('a');
    clock.advance(1);
    scheduler.runDue();
    expect(done).toEqual([['theirs', 1]]);
    scheduler.schedule(1, task('more', 'b'));
    scheduler.clear();
    scheduler.runDue();
    expect(done).toHaveLength(1);
    scheduler.close();
  });

  it('comes out of a snapshot as it went in, and goes on counting', () => {
    const clock = still();
    const before = watched(clock).scheduler;
    for (const id of ['b', 'a']) before.schedule(5, task(id));
    before.schedule(1, task('first'));
    const kept = JSON.parse(JSON.stringify(before.take()));
    const { scheduler, done } = watched(clock);
    scheduler.apply(kept);
    scheduler.schedule(5, task('late'));
    clock.advance(5);
    scheduler.runDue();
    expect(done.map(([id]) => id)).toEqual(['first', 'b', 'a', 'late']);
    expect(before.take()).toHaveLength(3);
    before.close();
    scheduler.close();
  });

  it('leaves a kind alone that nobody acts on', () => {
    const { scheduler, done } = watched(still());
    scheduler.schedule(0, { kind: 'quota-renews' });
    scheduler.schedule(0, task('a'));
    scheduler.runDue();
    expect(done).toEqual([['a', 0]]);
    expect(scheduler.take()).toEqual([]);
    scheduler.close();
  });
});

describe('by itself', () => {
  it('does things when their moment comes, also when an earlier one is planned later', async () => {
    const { scheduler, done } = watched(createClock());
    const now = Date.now();
    scheduler.schedule(now + 60_000, task('never'));
    scheduler.schedule(now + 30, task('second'));
    scheduler.schedule(now + 10, task('first'));
    await expect.poll(() => done.map(([id]) => id), { interval: 5 }).toEqual(['first', 'second']);
    scheduler.close();
  });

  it('waits longer than one timer can', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { scheduler, done } = watched(createClock());
    scheduler.schedule(Date.now() + 90 * DAY_MS, task('far'));
    await vi.advanceTimersByTimeAsync(90 * DAY_MS - 1);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    scheduler.close();
  });

  it('is over when it is closed: no timer, and nothing more is done', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { scheduler, done } = watched(createClock());
    scheduler.schedule(Date.now() + 10, task('a'));
    expect(vi.getTimerCount()).toBe(1);
    scheduler.close();
    scheduler.schedule(Date.now(), task('b'));
    vi.advanceTimersByTime(1000);
    scheduler.runDue();
    expect([vi.getTimerCount(), done.length]).toEqual([0, 0]);
  });
});
