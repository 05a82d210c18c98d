// Audit of one business's snapshots: each is held against the one before it and the events between, so that a long ledger costs no more per event.
import type { ConsentEventBody } from '../consent/consent';
import { ledgerState } from './ledger-snapshot';
import type { SignedSnapshot, SnapshotSignatureCheck as SnapshotSignatures } from './snapshot-signature';

export interface SnapshotCheck {
  /** In order of `seq`. */
  hear(body: ConsentEventBody): void;
  /** @returns whether all that was kept follows from what was heard */
  end(): boolean;
}

interface OfProduct {
  waiting: SignedSnapshot[];
  /** What the last snapshot rests on, and what came after it. */
  known: ConsentEventBody[];
  followedBy: number | null;
}

/** @param isTaken null where the keys are not known: then nothing is said about signatures */
export function checkSnapshots(
  kept: readonly SignedSnapshot[],
  isTaken: SnapshotSignatures | null,
): SnapshotCheck {
  const products = new Map<string, OfProduct>();
  for (const snapshot of [...kept].sort((a, b) => a.seq - b.seq)) {
    const of = products.get(snapshot.productId);
    if (of !== undefined) of.waiting.push(snapshot);
    else products.set(snapshot.productId, { waiting: [snapshot], known: [], followedBy: null });
  }
  let isSound = isTaken === null || kept.every(isTaken);

  function hear(body: ConsentEventBody): void {
    const of = products.get(body.service.product_id);
    if (of === undefined) return;
    if (of.followedBy !== null && of.followedBy !== body.seq) isSound = false;
    of.followedBy = null;
    of.known.push(body);
    const [next] = of.waiting;
    if (next === undefined || next.seq !== body.seq) return;
    of.waiting.shift();
    const rests = of.known.filter(({ seq }) => next.basis.includes(seq));
    const isWhole = rests.length === next.basis.length && next.at.getTime() === Date.parse(body.event_time);
    if (!isWhole || ledgerState(rests) !== ledgerState(of.known)) isSound = false;
    of.known = rests;
    of.followedBy = next.followedBy;
  }

  return {
    hear,
    end: () =>
      isSound &&
      [...products.values()].every(({ waiting, followedBy }) => waiting.length === 0 && followedBy === null),
  };
}
