// Audit of one business's snapshots: each is compared with the previous one plus the events between, in linear time.
import type { ConsentEventBody } from '../consent/consent';
import { ledgerState } from './ledger-snapshot';
import type { SignedSnapshot, SnapshotSignatureCheck as SnapshotSignatures } from './snapshot-signature';

export interface SnapshotCheck {
  /** In order of `seq`. */
  hear(body: ConsentEventBody): void;
  /** @returns true when all stored snapshots result from the events */
  end(): boolean;
}

interface OfProduct {
  waiting: SignedSnapshot[];
  /** The basis of the latest snapshot, and the events after it. */
  known: ConsentEventBody[];
  followedBy: number | null;
}

/** @param isTaken null when the keys are unknown: signatures are not checked then */
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
