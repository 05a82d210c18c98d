import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inclusionProof, isIncluded } from '../crypto/merkle-tree';
import { sha256 } from '../crypto/sha256';
import type { ReceiptKey } from '../receipt/receipt-check';
import { makeSigningKey, rotateKeys } from '../receipt/receipt-keys';
import { type ChainHead, headLeaf, makeCheckpoint, readCheckpoint } from './checkpoint';

const key = makeSigningKey();
const AT = new Date('2026-03-01T10:00:00Z');
const headOf = (n: number, seq = 1): ChainHead => ({
  companyId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  seq,
  fingerprint: sha256(`${n} ${seq}`),
});
const HEADS = [headOf(3), headOf(1, 4), headOf(2)];
const make = (part: Partial<Parameters<typeof makeCheckpoint>[0]> = {}, by = key) =>
  makeCheckpoint({ number: 1, before: [], heads: HEADS, lost: [], at: AT, ...part }, by);
const problemOf = (text: string, keys: readonly ReceiptKey[] = [key]) => {
  const verdict = readCheckpoint(text, keys);
  return verdict.ok ? null : verdict.problem;
};

describe('a checkpoint', () => {
  test('says by itself what every business had, and shows each of them alone', () => {
    const verdict = readCheckpoint(make(), [key]);
    if (!verdict.ok) throw new Error(verdict.problem);
    const { checkpoint, heads } = verdict.file;
    expect(heads).toEqual([headOf(1, 4), headOf(2), headOf(3)]);
    const leaves = (heads ?? []).map(headLeaf);
    for (const [index, head] of (heads ?? []).entries())
      expect(isIncluded(headLeaf(head), index, checkpoint.heads, inclusionProof(index, leaves))).toBe(true);
  });

  test('is genuine by its first line alone, and says nothing of its heads then', () => {
    const [line = ''] = make().split('\n');
    for (const text of [line, `${line}\n`]) {
      const verdict = readCheckpoint(text, [key]);
      expect(verdict).toMatchObject({ ok: true, file: { line, heads: null } });
    }
  });

  test('of no business at all is one too', () => {
    expect(readCheckpoint(make({ heads: [] }), [key])).toMatchObject({ ok: true, file: { heads: [] } });
  });

  test('of another key, of ours under which another signed, or of one retired before is refused', () => {
    const other = makeSigningKey();
    expect(problemOf(make({}, other))).toBe('unknown-key');
    expect(problemOf(make({}, { ...other, kid: key.kid }))).toBe('signature');
    const retired = rotateKeys({ signing: key, published: [key] }, new Date(AT.getTime() - 1)).keys;
    expect(problemOf(make(), retired)).toBe('signature');
    expect(problemOf(make({ at: new Date(AT.getTime() - 2) }), retired)).toBeNull();
  });

  test('is refused with any character changed, a line less or a line more', () => {
    const text = make();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 0, max: 6 }), (at, bit) => {
        const changed = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        expect(problemOf(text.slice(0, at) + changed + text.slice(at + 1))).not.toBeNull();
      }),
      { numRuns: 400 },
    );
    const lines = text.split('\n');
    expect(problemOf(lines.toSpliced(2, 1).join('\n'))).toBe('heads');
    expect(problemOf(lines.toSpliced(2, 0, lines[1] ?? '').join('\n'))).toBe('heads');
    expect(problemOf(lines.toSpliced(1, 2, lines[2] ?? '', lines[1] ?? '').join('\n'))).toBe('heads');
    for (const none of ['', '{}', 'null', '[]', '\n']) expect(problemOf(none)).toBe('unreadable');
  });
});
