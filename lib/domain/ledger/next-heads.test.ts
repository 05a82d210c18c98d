import { describe, expect, test } from 'vitest';
import { sha256 } from '../crypto/sha256';
import type { ChainHead } from './checkpoint';
import { nextHeads } from './next-heads';

const headOf = (n: number, seq = 1): ChainHead => ({
  companyId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  seq,
  fingerprint: sha256(`${n} ${seq}`),
});

describe('heads', () => {
  const there = (heads: ChainHead[]) => (companyId: string, seq: number) =>
    heads.find((head) => head.companyId === companyId && head.seq === seq)?.fingerprint ?? null;

  test('go forward with the ledger', () => {
    const now = [headOf(1, 5), headOf(2)];
    expect(nextHeads([headOf(1, 4)], now, there([...now, headOf(1, 4)]))).toEqual({ heads: now, lost: [] });
  });

  test('that were cut off, replaced or taken out whole are carried on and named', () => {
    const earlier = [headOf(1, 4), headOf(2), headOf(3)];
    const replaced = { ...headOf(2), fingerprint: sha256('another') };
    const { heads, lost } = nextHeads(earlier, [headOf(1, 2), replaced], there([headOf(1, 2), replaced]));
    expect(heads.toSorted((a, b) => (a.companyId < b.companyId ? -1 : 1))).toEqual(earlier);
    expect(lost).toEqual(earlier.map(({ companyId }) => companyId));
  });

  test('do not go on to an event that is not proven', () => {
    const earlier = [headOf(1, 4)];
    expect(nextHeads(earlier, [], there(earlier))).toEqual({ heads: earlier, lost: [] });
  });
});
