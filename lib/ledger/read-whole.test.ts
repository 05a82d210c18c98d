import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../domain/crypto/sha256';
import { type ChainHead, makeCheckpoint } from '../domain/ledger/checkpoint';
import { makeSigningKey } from '../domain/receipt/receipt-keys';
import { type CheckpointStore, openCheckpoints } from './checkpoint-store';
import { CheckpointCache } from './read-whole';

const key = makeSigningKey();
const HEAD: ChainHead = {
  companyId: '00000000-0000-4000-8000-000000000001',
  seq: 1,
  fingerprint: sha256('1'),
};
const make = (number: number, by = key) =>
  makeCheckpoint({ number, before: [], heads: [HEAD], lost: [], at: new Date('2026-03-01T10:00:00Z') }, by);

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'accord-checkpoints-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
const fileOf = (number: number) => path.join(directory, `checkpoint-0000000${number}.jsonl`);

/** A store that says which files were read. */
function counted(): { store: CheckpointStore; read: number[] } {
  const [store, read] = [openCheckpoints(directory), [] as number[]];
  return {
    read,
    store: {
      ...store,
      read: (number) => {
        read.push(number);
        return store.read(number);
      },
    },
  };
}

test('each file is read once, by however many at once, until it is another one', async () => {
  for (const number of [1, 2, 3]) await writeFile(fileOf(number), make(number));
  const { store, read } = counted();
  const whole = new CheckpointCache().reads(store, [key]);
  const looks = await Promise.all([3, 3, 2, 3, 1].map(whole));
  expect(read.sort()).toEqual([1, 2, 3]);
  expect(looks.every(({ ok }) => ok)).toBe(true);
  expect(await whole(3)).toMatchObject({ ok: true, file: { heads: [HEAD] } });
  // Heads that no reader needs are not cached.
  expect(await whole(2)).toMatchObject({ ok: true, file: { checkpoint: { number: 2 }, heads: null } });
  expect(read).toHaveLength(3);
  await writeFile(fileOf(3), make(3));
  expect(await whole(3)).toMatchObject({ ok: true });
  expect(read).toHaveLength(4);
});

test('a file of the same length whose time was set back is read anew, and so is each under other keys', async () => {
  const text = make(1);
  const then = new Date('2026-03-01T10:00:00Z');
  await writeFile(fileOf(1), text);
  await utimes(fileOf(1), then, then);
  const { store, read } = counted();
  const cache = new CheckpointCache();
  expect(await cache.reads(store, [key])(1)).toMatchObject({ ok: true });
  const forged = text.replace(HEAD.fingerprint, sha256('2'));
  expect(forged).toHaveLength(text.length);
  await writeFile(fileOf(1), forged);
  await utimes(fileOf(1), then, then);
  expect(await cache.reads(store, [key])(1)).toEqual({ ok: false, problem: 'heads' });
  expect(await cache.reads(store, [makeSigningKey()])(1)).toEqual({ ok: false, problem: 'unknown-key' });
  expect(read).toEqual([1, 1, 1]);
});

test('what could not be read is tried again', async () => {
  const { store } = counted();
  let fails = true;
  const shaky: CheckpointStore = {
    ...store,
    read: (number) => (fails ? Promise.reject(new Error('no disk')) : store.read(number)),
  };
  await writeFile(fileOf(1), make(1));
  const whole = new CheckpointCache().reads(shaky, [key]);
  await expect(whole(1)).rejects.toThrow('no disk');
  fails = false;
  expect(await whole(1)).toMatchObject({ ok: true });
});
