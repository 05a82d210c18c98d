// Merkle tree (RFC 9162, section 2.1, SHA-256): one root for a list, with short proofs of inclusion and of growth.
import { createHash } from 'node:crypto';

/** Lower-case hex, as all hashes here. */
type Hash = string;

/** Proofs are untrusted: each hash has exactly one spelling. */
const isHash = (text: string): text is Hash => /^[0-9a-f]{64}$/.test(text);

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export const leafHash = (text: string): Hash => createHash('sha256').update(LEAF).update(text).digest('hex');

const nodeHash = (left: Hash, right: Hash): Hash =>
  createHash('sha256').update(NODE).update(left, 'hex').update(right, 'hex').digest('hex');

export interface GrowingTree {
  add(leaf: Hash): void;
  root(): Hash;
}

/** Whole subtrees only, from the largest to the smallest: each leaf costs O(1) on average, each root O(log n). */
export function startTree(): GrowingTree {
  const whole: { size: number; hash: Hash }[] = [];
  return {
    add(leaf) {
      let [hash, size] = [leaf, 1];
      for (let last = whole.at(-1); last?.size === size; last = whole.at(-1)) {
        whole.pop();
        [hash, size] = [nodeHash(last.hash, hash), size * 2];
      }
      whole.push({ size, hash });
    },
    root: () =>
      whole.length === 0
        ? createHash('sha256').digest('hex')
        : whole.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
  };
}

export function merkleRoot(leaves: readonly Hash[]): Hash {
  const tree = startTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The largest power of two that is smaller than `size`. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** @returns the sibling hashes on the path from the leaf at `index` to the root */
export function inclusionProof(index: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length <= 1) return [];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half
    ? [...inclusionProof(index, left), merkleRoot(right)]
    : [...inclusionProof(index - half, right), merkleRoot(left)];
}

/** @returns the proof that the tree of the first `size` leaves became this one by appending only; 0 < size <= length */
export function consistencyProof(size: number, leaves: readonly Hash[]): Hash[] {
  return subProof(size, leaves, true);
}

function subProof(size: number, leaves: readonly Hash[], isWhole: boolean): Hash[] {
  if (size === leaves.length) return isWhole ? [] : [merkleRoot(leaves)];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return size <= half
    ? [...subProof(size, left, isWhole), merkleRoot(right)]
    : [...subProof(size - half, right, false), merkleRoot(left)];
}

export interface Tree {
  size: number;
  root: Hash;
}

/** By the steps of section 2.1.3.2. Counts of leaves stay below 2^53, where halving is exact. */
export function isIncluded(leaf: Hash, index: number, tree: Tree, proof: readonly Hash[]): boolean {
  if (index < 0 || index >= tree.size || !proof.every(isHash)) return false;
  let [at, last, hash] = [index, tree.size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash === tree.root;
}

const isPowerOfTwo = (size: number) => size > 0 && split(size + 1) === size;

/** By the steps of section 2.1.4.2. */
export function isConsistent(earlier: Tree, later: Tree, proof: readonly Hash[]): boolean {
  if (earlier.size > later.size || earlier.size < 0 || !proof.every(isHash)) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root === later.root;
  if (earlier.size === 0) return proof.length === 0 && earlier.root === merkleRoot([]);
  const [first, ...rest] = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [earlier.size - 1, later.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [before, after] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [nodeHash(beside, before), nodeHash(beside, after)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      after = nodeHash(after, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && before === earlier.root && after === later.root;
}
