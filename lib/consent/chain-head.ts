// Chain head check: no event that gives access follows an unproven one, and time never runs backwards.

import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { findChainHead } from '@/db/queries/proven-events';
import { provesChain } from '../domain/ledger/event-proof';
import { notBefore } from '../domain/ledger/ledger';
import { NotFound } from '../errors';
import { ourSignatures } from '../receipt/our-signatures';

export interface LedgerHead {
  seq: number;
  hash: string;
  /** Null where it is not proven: then its time says nothing, too. */
  at: Date | null;
  /** One of our keys signed it, and its own head was proven: so each signature vouches for all events before it. */
  isProven: boolean;
}

/** The newest event, with the business locked; null before the first. */
export async function findHead(tx: Db, companyId: string): Promise<LedgerHead | null> {
  const head = await findChainHead(tx, companyId);
  if (head === null) return null;
  const { seq, hash, at } = head;
  return provesChain(head, ourSignatures())
    ? { seq, hash, at, isProven: true }
    : { seq, hash, at: null, isProven: false };
}

/**
 * Locks the business and returns a context whose `now` is never before the last event, however far behind the clock
 * of this process is: decide with that `now`.
 * @throws NotFound
 */
export async function holdBusiness<C extends { companyId: string; now: Date }>(tx: Db, ctx: C): Promise<C> {
  if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
  const head = await findHead(tx, ctx.companyId);
  return { ...ctx, now: notBefore(ctx.now, head?.at ?? null) };
}
