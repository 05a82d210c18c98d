// Tests of a read's progress: at any moment, for any plan, and over several connections.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type SmallWorld, smallWorld } from '../../test/small-world';
import { DATA_TYPES } from '../catalogue/data-types';
import type { Connection, ReadStatus, Sync } from '../state/entities';
import {
  companyLastSync,
  companyStatuses,
  datasetId,
  isOver,
  lastSyncOf,
  readsOf,
  statusesOf,
  syncEnd,
} from './sync';

const connection: Connection = {
  id: 'k',
  platformKey: 'gbol',
  status: 'Linked',
  createdAt: 0,
  otps: [],
  errors: [],
  syncs: [],
};

const COURSE: readonly ReadStatus[] = ['Queued', 'Fetching', 'Mapping', 'Complete'];

const sync: fc.Arbitrary<Sync> = fc.record({
  id: fc.uuid(),
  cause: fc.constant('refresh' as const),
  types: fc.uniqueArray(fc.constantFrom(...DATA_TYPES), { minLength: 1, maxLength: 6 }),
  startedAt: fc.integer({ min: 0, max: 1000 }),
  lengthMs: fc.integer({ min: 0, max: 5000 }),
});

describe('a read', () => {
  it('only ever goes forward, and is through exactly at its end', () => {
    fc.assert(
      fc.property(sync, fc.array(fc.integer({ min: 0, max: 7000 }), { minLength: 2 }), (run, moments) => {
        let before = run.types?.map(() => 0) ?? [];
        for (const ms of [...moments].sort((a, b) => a - b)) {
          const now = run.startedAt + ms;
          const reads = readsOf(connection, run, now).map(({ read }) => read);
          const ranks = reads.map(({ status }) => COURSE.indexOf(status));
          expect(ranks.every((rank, index) => rank >= (before[index] ?? 0))).toBe(true);
          // One after another: no type is ahead of an earlier one.
          expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
          expect(ranks.every((rank) => rank === 3)).toBe(now >= syncEnd(run));
          for (const { status, progress, completedAt } of reads) {
            expect(progress === 100).toBe(status === 'Complete');
            expect(completedAt !== undefined).toBe(status === 'Complete');
            if (completedAt !== undefined) expect(completedAt).toBeLessThanOrEqual(now + 1);
          }
          before = ranks;
        }
      }),
    );
  });

  it('cut short keeps what was read and says of the rest why it ended', () => {
    const endedBy = fc.constantFrom('Cancelled' as const, 'AuthError' as const);
    fc.assert(
      fc.property(sync, endedBy, fc.integer({ min: 0, max: 5000 }), (run, why, ms) => {
        fc.pre(ms < run.lengthMs);
        const endedAt = run.startedAt + ms;
        const complete = (each: Sync, now: number) =>
          readsOf(connection, each, now).filter(({ read }) => read.status === 'Complete').length;
        const cut: Sync = { ...run, endedAt, endedBy: why };
        const later = readsOf(connection, cut, endedAt + 100_000);
        expect(complete(cut, endedAt + 100_000)).toBe(complete(run, endedAt));
        for (const { read } of later.filter((each) => each.read.status !== 'Complete')) {
          expect(read).toEqual({ status: why, progress: 100, completedAt: endedAt });
        }
        expect(isOver(cut, endedAt)).toBe(true);
      }),
    );
  });

  it('that goes wrong for one type is the same as ever for the others', () => {
    const run: Sync = {
      id: 'r',
      cause: 'refresh',
      types: ['company', 'invoices', 'bills'],
      startedAt: 0,
      lengthMs: 300,
      failures: { invoices: 'FetchError' },
    };
    const statuses = (now: number) => readsOf(connection, run, now).map(({ read }) => read.status);
    expect(statuses(0)).toEqual(['Fetching', 'Queued', 'Queued']);
    expect(statuses(199)).toEqual(['Complete', 'Mapping', 'Queued']);
    expect(statuses(200)).toEqual(['Complete', 'FetchError', 'Fetching']);
    expect(statuses(300)).toEqual(['Complete', 'FetchError', 'Complete']);
  });
});

describe('several reads', () => {
  let small: SmallWorld | undefined;
  afterEach(() => small?.world.scheduler.close());

  it('leave the newest word for each type and the last good one beside it', () => {
    const [first, second] = ['a', 'b'].map((id, index): Sync => {
      const failures = index === 1 ? { failures: { bills: 'MapError' as const } } : {};
      return { id, cause: 'refresh', types: ['bills'], startedAt: index * 100, lengthMs: 50, ...failures };
    });
    if (!first || !second) throw new Error('Two reads are needed.');
    const both = { ...connection, syncs: [first, second] };
    expect(statusesOf(both, 1000)).toEqual([
      {
        dataType: 'bills',
        currentStatus: 'MapError',
        startedAt: 100,
        latestSyncId: datasetId(second, 'bills'),
        lastSuccessfulSync: 50,
        latestSuccessfulSyncId: datasetId(first, 'bills'),
      },
    ]);
    expect(lastSyncOf(both, 1000)).toBe(50);
    expect(lastSyncOf(both, 49)).toBeUndefined();
  });

  it('of several connections speak through the one begun last', () => {
    small = smallWorld(100);
    const [xero, stripe, natwest] = ['gbol', 'exgd', 'natwest_uk'].map(small.connect);
    if (!xero || !stripe || !natwest) throw new Error('Three connections are needed.');
    expect(companyStatuses(small.company, small.world.clock.now())).toEqual([]);
    small.agree(xero);
    small.advance(200_000);
    small.agree(stripe);
    const types = companyStatuses(small.company, small.world.clock.now());
    expect(types.find(({ dataType }) => dataType === 'invoices')?.currentStatus).toBe('Complete');
    expect(types.find(({ dataType }) => dataType === 'commerce-orders')?.currentStatus).toBe('Queued');
    expect(types.some(({ dataType }) => dataType.startsWith('banking'))).toBe(false);
    expect(companyLastSync(small.company, small.world.clock.now())).toBe(
      (xero.syncs[0]?.startedAt ?? 0) + 100_000,
    );
  });
});
