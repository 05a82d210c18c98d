// Property test of reads: in any order of acts, statuses and announcements stay consistent.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS, type SmallWorld, smallWorld } from '../../test/small-world';
import { integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import type { Connection } from '../state/entities';
import { addProduct } from './company';
import { deauthorise, mayUnlink, unlink } from './connection';
import { findProduct } from './products';
import { beginSync, failType, finishSyncs } from './reading';
import { datasetId, isOver, readsOf, syncEnd } from './sync';

const PLATFORMS = ['gbol', 'natwest_uk', 'exgd'] as const;
const which = fc.nat(PLATFORMS.length - 1);
const types = fc.uniqueArray(
  fc.constantFrom<DataType>('company', 'bills', 'banking-accounts', 'commerce-orders'),
  {
    minLength: 1,
  },
);

type Step = (small: SmallWorld, connections: Connection[]) => void;

const withOne = (act: (small: SmallWorld, connection: Connection) => void) =>
  which.map((index): [string, Step] => [
    `${act.name} ${PLATFORMS[index]}`,
    (small, connections) => {
      const connection = connections[index];
      if (connection) act(small, connection);
    },
  ]);

const isLinked = ({ status }: Connection) => status === 'Linked';

const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  withOne(function agree(small, connection) {
    small.agree(connection);
  }),
  withOne(function giveUp({ world, company }, connection) {
    if (mayUnlink(world, company, connection)) unlink(world, company, connection);
  }),
  withOne(function lose({ world, company }, connection) {
    if (isLinked(connection)) deauthorise(world, company, connection);
  }),
  withOne(function hurry({ world, company }, connection) {
    finishSyncs(world, company, connection);
  }),
  fc.tuple(which, types).map(([index, wanted]): [string, Step] => [
    `refresh ${PLATFORMS[index]} ${wanted.join()}`,
    ({ world, company }, connections) => {
      const connection = connections[index];
      if (connection && isLinked(connection)) {
        beginSync(world, company, connection, { cause: 'refresh', types: wanted });
      }
    },
  ]),
  fc.tuple(which, types).map(([index, [wanted]]): [string, Step] => [
    `fail ${PLATFORMS[index]} ${wanted}`,
    ({ world, company }, connections) => {
      const connection = connections[index];
      if (!connection || !wanted || !isLinked(connection)) return;
      if (!integrationOf(connection).readable.includes(wanted)) return;
      failType(world, company, connection, wanted, 'FetchError');
    },
  ]),
  fc.constantFrom('cash-flow', 'commerce').map((id): [string, Step] => [
    `add ${id}`,
    ({ world, company }) => {
      const product = findProduct(id);
      if (product) addProduct(world, company, product);
    },
  ]),
  fc
    .constantFrom(1, 7_000, 60_000, 100_000, 45 * DAY_MS)
    .map((ms): [string, Step] => [`wait ${ms}`, (small) => small.advance(ms)]),
);

/** Datasets that are complete by now; each must be so for good. */
function completeNow(connections: Connection[], now: number): string[] {
  return connections.flatMap((connection) =>
    connection.syncs.flatMap((sync) =>
      readsOf(connection, sync, now)
        .filter(({ read }) => read.status === 'Complete')
        .map(({ dataType, read }) => {
          expect(read.completedAt).toBeLessThanOrEqual(now + 1);
          return datasetId(sync, dataType);
        }),
    ),
  );
}

it('holds for any course of things', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const small = smallWorld(100);
      const connections = PLATFORMS.map(small.connect);
      let complete: string[] = [];
      for (const [, act] of steps) {
        act(small, connections);
        // What ends this very moment is told of within it.
        small.advance(0);
        const now = small.world.clock.now();
        const nowComplete = new Set(completeNow(connections, now));
        expect(complete.filter((id) => !nowComplete.has(id))).toEqual([]);
        complete = [...nowComplete];

        for (const connection of connections) {
          const running = connection.syncs.filter((sync) => !isOver(sync, now));
          if (running.length > 0) expect(connection.status).toBe('Linked');
          for (const sync of connection.syncs) {
            const isThrough = sync.endedAt === undefined && syncEnd(sync) <= now;
            expect(sync.announced === true).toBe(isThrough);
          }
        }
        const syncs = connections.flatMap((connection) => connection.syncs);
        const count = (type: string) => small.heard.filter((each) => each.type === type).length;
        const announced = syncs.filter((sync) => sync.announced);
        expect(count('read.completed')).toBe(announced.filter(({ cause }) => cause !== 'product').length);
        expect(count('read.completed.initial')).toBe(
          announced.filter(({ cause }) => cause === 'authorised').length,
        );
      }
      small.world.scheduler.close();
    }),
    { numRuns: 300 },
  );
});
