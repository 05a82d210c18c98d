// Head of a business's chain: nothing follows what is not proven, and nothing happens before what has happened.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { findChainHead } from '@/db/queries/consents';
import { contradictingColumn, notBefore, sha256 } from '../domain/ledger';
import { LedgerContradiction, NotFound } from '../errors';
import { ourSignatures } from '../ledger/our-signatures';

/**
 * The newest event, with the business locked; null before the first. Each signature so vouches for all events before it.
 * @throws LedgerContradiction when it is not what one of our keys signed
 */
export async function findProvenHead(tx: Db, companyId: string) {
  const head = await findChainHead(tx, companyId);
  if (head === null) return null;
  const at = head.at.toISOString();
  const isWhole =
    head.companyId === companyId &&
    sha256(head.text) === head.hash &&
    contradictingColumn({ ...head, at }, head.body) === null;
  if (!isWhole || !ourSignatures()({ ...head, at }))
    throw new LedgerContradiction(`event ${head.seq} of business ${companyId} is not proven`);
  return head;
}

/**
 * Locks the business: what is decided from here on is decided at the `now` that comes back, which is never before the
 * last event, however far behind the clock of this process is.
 * @throws NotFound
 */
export async function holdBusiness<C extends { companyId: string; now: Date }>(tx: Db, ctx: C): Promise<C> {
  if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
  const head = await findChainHead(tx, ctx.companyId);
  return { ...ctx, now: notBefore(ctx.now, head?.at ?? null) };
}
