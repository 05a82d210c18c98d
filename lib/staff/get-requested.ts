// Read model of an act on request: the business, its subject, and the facts behind its consequences.
import type { BusinessRow } from '@/db/queries/business-search';
import { listMembers } from '@/db/queries/companies';
import { type ConnectionView, getConnectionView } from '../connection/get-connection-view';
import { type ConsentView, getConsentView } from '../consent/get-consent-view';
import { mayDelete, mayDisconnect } from '../domain/connection/connection';
import { decidePause, decideWithdraw } from '../domain/consent/consent';
import { NotFound } from '../errors';
import { REQUEST_ACTS, type RequestAct } from './act-on-request';
import type { StaffCtx } from './context';
import { findOurBusiness } from './find-our-business';

export type Requested = {
  business: BusinessRow;
  members: Awaited<ReturnType<typeof listMembers>>;
  /** False if there is nothing (left) to do. */
  isOpen: boolean;
} & ({ act: 'withdraw' | 'pause'; view: ConsentView } | { act: 'end'; view: ConnectionView });

/** @param act, subject from an address @throws NotFound */
export async function getRequested(
  ctx: StaffCtx,
  address: { companyId: string; act: string; subject: string },
): Promise<Requested> {
  const act = REQUEST_ACTS.find((each) => each === address.act);
  if (act === undefined) throw new NotFound('act');
  const business = await findOurBusiness(ctx.db, address.companyId);
  await ctx.auditView(business.id, 'on-request');
  const members = await listMembers(ctx.db, business.id);
  const of = { db: ctx.db, companyId: business.id, now: ctx.now };
  if (act === 'end') {
    const view = await getConnectionView(of, address.subject);
    const isOpen = mayDisconnect(view.connection) || mayDelete(view.connection);
    return { business, members, act, view, isOpen };
  }
  const view = await getConsentView(of, address.subject);
  return { business, members, act, view, isOpen: isOpenFor(act, view, ctx.now) };
}

function isOpenFor(act: Exclude<RequestAct, 'end'>, { consent }: ConsentView, now: Date): boolean {
  return act === 'pause' ? decidePause(consent, now) === 'change' : decideWithdraw(consent) === 'withdraw';
}
