// Cache of verified checkpoints by file state: a process verifies each file once while it stays unchanged.
import { type CheckpointVerdict, readCheckpoint } from '../domain/ledger/checkpoint';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import type { CheckpointStore } from './checkpoint-store';

/** Reads one file with its heads and checks it. @throws when it cannot be read */
export type ReadWhole = (number: number) => Promise<CheckpointVerdict>;

/** Reads from the disk each time. */
export function readsWhole(store: CheckpointStore, keys: readonly ReceiptKey[]): ReadWhole {
  return async (number) => {
    const verdict = readCheckpoint(await store.read(number), keys);
    // A file with only its first line proves no chain: its heads were removed.
    return verdict.ok && verdict.file.heads === null ? { ok: false, problem: 'heads' } : verdict;
  };
}

interface Kept {
  state: string;
  verdict: Promise<CheckpointVerdict>;
}

/** More than a page reads. */
const MOST = 4;

export class CheckpointCache {
  private readonly kept = new Map<number, Kept>();

  /**
   * The newest with its heads, older ones without: no reader needs those, and each list has an entry for every
   * business.
   */
  reads(store: CheckpointStore, keys: readonly ReceiptKey[]): ReadWhole {
    const signed = keys.map(({ kid }) => kid).join(' ');
    const read = readsWhole(store, keys);
    return async (number) => {
      // Before the file is read, so that a change meanwhile gives another state.
      const state = `${await store.state(number)} ${signed}`;
      const known = this.kept.get(number);
      if (known?.state === state) return known.verdict;
      const verdict = read(number);
      this.keep(number, { state, verdict });
      return verdict;
    };
  }

  private keep(number: number, fresh: Kept): void {
    this.kept.set(number, fresh);
    fresh.verdict.catch(() => this.kept.delete(number));
    const numbers = [...this.kept.keys()].sort((a, b) => b - a);
    for (const old of numbers.slice(MOST)) this.kept.delete(old);
    for (const older of numbers.slice(1, MOST)) {
      const known = this.kept.get(older);
      if (known !== undefined) this.kept.set(older, { ...known, verdict: known.verdict.then(withoutHeads) });
    }
  }
}

function withoutHeads(verdict: CheckpointVerdict): CheckpointVerdict {
  return verdict.ok ? { ok: true, file: { ...verdict.file, heads: null } } : verdict;
}
