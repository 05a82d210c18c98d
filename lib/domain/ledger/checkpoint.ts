// Signed checkpoint of the ledger: one Merkle root over the heads of all chains, which the file lists too.
import canonicalize from 'canonicalize';
import { leafHash, merkleRoot, type Tree } from '../crypto/merkle-tree';
import { checkAs, signAs } from '../receipt/key-signature';
import type { ReceiptKey } from '../receipt/receipt-check';
import type { SigningKey } from '../receipt/receipt-keys';

/** The newest proven event of one business. */
export interface ChainHead {
  companyId: string;
  seq: number;
  /** Of the event with its signature, so that a checkpoint vouches for both. */
  fingerprint: string;
}

export interface Checkpoint {
  kind: 'checkpoint';
  /** From 1, without gaps. */
  number: number;
  /** ISO 8601. */
  written_at: string;
  /** Over the heads, ordered by the id of the business. */
  heads: Tree;
  /** Over the first lines of all checkpoints before this one. */
  log: Tree;
  /** Earlier heads that the ledger no longer holds: carried on, so that no later checkpoint forgets them. */
  lost: { count: number; first: string[] };
  key_id: string;
  /** Over all of the above in canonical form (RFC 8785), after `accord checkpoint` and a line feed. */
  signature: string;
}

export interface CheckpointFile {
  checkpoint: Checkpoint;
  /** The first line verbatim: a leaf of the log. */
  line: string;
  /** Null if only the first line is known. */
  heads: ChainHead[] | null;
}

export type CheckpointProblem = 'unreadable' | 'unknown-key' | 'signature' | 'heads';

/** More names would make the first line as long as the list of heads. */
const LOST_NAMED = 100;

export const headLeaf = ({ companyId, seq, fingerprint }: ChainHead): string =>
  leafHash(`${companyId} ${seq} ${fingerprint}`);

const byBusiness = (a: ChainHead, b: ChainHead) => (a.companyId < b.companyId ? -1 : 1);

function signedText({ signature: _, ...signed }: Checkpoint): string {
  const text = canonicalize(signed);
  if (text === undefined) throw new TypeError('A checkpoint must be a JSON object.');
  return text;
}

interface NewCheckpoint {
  number: number;
  /** First lines of all earlier checkpoints that exist and are genuine, in order. */
  before: readonly string[];
  heads: readonly ChainHead[];
  lost: readonly string[];
  /** Not earlier than the last checkpoint. */
  at: Date;
}

/** @returns the text of its file */
export function makeCheckpoint({ number, before, heads, lost, at }: NewCheckpoint, key: SigningKey): string {
  const sorted = [...heads].sort(byBusiness);
  const unsigned: Checkpoint = {
    kind: 'checkpoint',
    number,
    written_at: at.toISOString(),
    heads: { size: sorted.length, root: merkleRoot(sorted.map(headLeaf)) },
    log: { size: before.length, root: merkleRoot(before.map(leafHash)) },
    lost: { count: lost.length, first: [...lost].sort().slice(0, LOST_NAMED) },
    key_id: key.kid,
    signature: '',
  };
  const signature = signAs('accord checkpoint', signedText(unsigned), key);
  const lines = [
    JSON.stringify({ ...unsigned, signature }),
    ...sorted.map(({ companyId, seq, fingerprint }) => JSON.stringify([companyId, seq, fingerprint])),
  ];
  return `${lines.join('\n')}\n`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isTree = (value: unknown): value is Tree =>
  isRecord(value) && isCount(value.size) && isHash(value.root) && Object.keys(value).length === 2;

function isCheckpoint(value: unknown): value is Checkpoint {
  return (
    isRecord(value) &&
    value.kind === 'checkpoint' &&
    isCount(value.number) &&
    typeof value.written_at === 'string' &&
    !Number.isNaN(Date.parse(value.written_at)) &&
    isTree(value.heads) &&
    isTree(value.log) &&
    isRecord(value.lost) &&
    isCount(value.lost.count) &&
    Array.isArray(value.lost.first) &&
    value.lost.first.every((id) => typeof id === 'string') &&
    typeof value.key_id === 'string' &&
    typeof value.signature === 'string'
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function headOf(line: string): ChainHead | null {
  const [companyId, seq, fingerprint, ...rest] = (jsonOf(line) as unknown[] | undefined) ?? [];
  return typeof companyId === 'string' && isCount(seq) && isHash(fingerprint) && rest.length === 0
    ? { companyId, seq, fingerprint }
    : null;
}

export type CheckpointVerdict =
  | { ok: true; file: CheckpointFile }
  | { ok: false; problem: CheckpointProblem };

const refused = (problem: CheckpointProblem): CheckpointVerdict => ({ ok: false, problem });

/** @param text of a whole file, or its first line alone @param keys those that ever signed */
export function readCheckpoint(text: string, keys: readonly ReceiptKey[]): CheckpointVerdict {
  const [line = '', ...rest] = text.split('\n');
  const checkpoint = jsonOf(line);
  if (!isCheckpoint(checkpoint)) return refused('unreadable');
  const { key_id: keyId, signature, written_at: at } = checkpoint;
  const verdict = checkAs('accord checkpoint', keys)({ text: signedText(checkpoint), signature, keyId, at });
  if (verdict !== 'genuine') return refused(verdict === 'unknown-key' ? 'unknown-key' : 'signature');
  if (rest.join('') === '' && checkpoint.heads.size > 0)
    return { ok: true, file: { checkpoint, line, heads: null } };
  if (rest.pop() !== '') return refused('heads');
  const heads = rest.map(headOf).filter((head) => head !== null);
  const isWhole =
    heads.length === rest.length &&
    heads.length === checkpoint.heads.size &&
    merkleRoot(heads.map(headLeaf)) === checkpoint.heads.root;
  return isWhole ? { ok: true, file: { checkpoint, line, heads } } : refused('heads');
}
