import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  merkleRoot,
  startTree,
} from './merkle-tree';

const SIZES = 64;
const leaves = Array.from({ length: SIZES }, (_, n) => leafHash(`leaf ${n}`));
const trees = Array.from({ length: SIZES + 1 }, (_, size) => ({
  size,
  root: merkleRoot(leaves.slice(0, size)),
}));
const treeOf = (size: number) => trees[size] ?? { size, root: '' };

/** Published with Certificate Transparency (RFC 6962 and 9162 hash alike). */
const INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const known = INPUTS.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));

test('the published roots and proofs come out', () => {
  expect(merkleRoot([])).toBe(createHash('sha256').digest('hex'));
  expect(ROOTS.map((_, n) => merkleRoot(known.slice(0, n + 1)))).toEqual(ROOTS);
  expect(inclusionProof(0, known)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(inclusionProof(5, known)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(inclusionProof(2, known.slice(0, 3))).toEqual([
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  ]);
  expect(consistencyProof(1, known)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(consistencyProof(6, known)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('a tree that grows leaf by leaf has the root of each list on its way', () => {
  const tree = startTree();
  for (let size = 1; size <= SIZES; size += 1) {
    tree.add(leaves[size - 1] ?? '');
    expect(tree.root()).toBe(treeOf(size).root);
  }
});

test('each leaf of each tree is shown to be in it, and in no other place', () => {
  for (let size = 1; size <= SIZES; size += 1) {
    const tree = treeOf(size);
    for (let index = 0; index < size; index += 1) {
      const [leaf, proof] = [leaves[index] ?? '', inclusionProof(index, leaves.slice(0, size))];
      expect(isIncluded(leaf, index, tree, proof)).toBe(true);
      for (const other of [index - 1, index + 1, size, size * 2])
        expect(isIncluded(leaf, other, tree, proof)).toBe(false);
      expect(isIncluded(leafHash('another'), index, tree, proof)).toBe(false);
    }
  }
});

test('each tree is shown to go on from each before it, and from no other', () => {
  for (let size = 1; size <= SIZES; size += 1) {
    for (let earlier = 1; earlier <= size; earlier += 1) {
      const proof = consistencyProof(earlier, leaves.slice(0, size));
      expect(isConsistent(treeOf(earlier), treeOf(size), proof)).toBe(true);
      const forged = { size: earlier, root: merkleRoot([...leaves.slice(1, earlier), leafHash('x')]) };
      expect(isConsistent(forged, treeOf(size), proof)).toBe(false);
      if (earlier < size) expect(isConsistent(treeOf(size), treeOf(earlier), proof)).toBe(false);
    }
    expect(isConsistent(treeOf(0), treeOf(size), [])).toBe(true);
  }
});

const flip = (hash: string, bit: number) => {
  const bytes = Buffer.from(hash, 'hex');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString('hex');
};

test('a flipped bit, a hash too many or one too few is refused', () => {
  const draw = fc.record({
    size: fc.integer({ min: 2, max: SIZES }),
    part: fc.nat(),
    where: fc.nat(),
    bit: fc.nat(255),
  });
  fc.assert(
    fc.property(draw, ({ size, part, where, bit }) => {
      const some = leaves.slice(0, size);
      const index = part % size;
      const earlier = 1 + (part % (size - 1));
      for (const [proof, holds] of [
        [
          inclusionProof(index, some),
          (p: string[]) => isIncluded(leaves[index] ?? '', index, treeOf(size), p),
        ],
        [consistencyProof(earlier, some), (p: string[]) => isConsistent(treeOf(earlier), treeOf(size), p)],
      ] as const) {
        expect(holds(proof)).toBe(true);
        const at = where % proof.length;
        expect(holds(proof.map((hash, n) => (n === at ? flip(hash, bit) : hash)))).toBe(false);
        expect(holds(proof.toSpliced(at, 1))).toBe(false);
        expect(holds([...proof, leafHash('more')])).toBe(false);
        for (const text of ['', `${proof[at]}0`, (proof[at] ?? '').toUpperCase()])
          expect(holds(proof.map((hash, n) => (n === at ? text : hash)))).toBe(/^\d+$/.test(text));
      }
    }),
    { numRuns: 300 },
  );
});
