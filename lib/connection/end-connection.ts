// Job: ends access at Codat; repeatable, and done once nothing can be read, whatever state Codat reports then.
import type { Db } from '@/db/client';
import { findCompany, lockCompany } from '@/db/queries/companies';
import { findConnection } from '@/db/queries/connections';
import type { Codat } from '../codat/client';
import { deleteCodatConnection, getCodatConnection, unlinkCodatConnection } from '../codat/connections';
import type { CodatConnection } from '../codat/transform';
import { isLinked } from '../domain/connection/connection';
import { Upstream } from '../errors';
import { applyConnectionSnapshot } from './apply-connection-snapshot';
import { markConnectionsDeleted } from './mark-connections-deleted';

interface Tools {
  db: Db;
  codat: Codat;
  now: () => Date;
}

/**
 * Whether the end is still pending, checked under the lock on the business right before the call to Codat: a new
 * consent takes the same lock. A consent that arrives during the call finds the end recorded after it, and offers to
 * connect again.
 */
export type StillDue = (tx: Db, order: EndOrder, now: Date) => Promise<boolean>;

/** The work that is done: for which business, on which connection, because of which request. */
export interface EndOrder {
  companyId: string;
  connectionId: string;
  requestId: string;
}

/** Undefined when Codat never had it: then there is no access to end. */
async function findAtCodat(db: Db, companyId: string, connectionId: string) {
  const row = await findConnection(db, companyId, connectionId);
  const company = await findCompany(db, companyId);
  if (!row?.codatConnectionId || !company?.codatCompanyId) return undefined;
  return { codatCompanyId: company.codatCompanyId, codatId: row.codatConnectionId };
}

/** Returns when nothing can be read through the connection any more. @throws Upstream to be tried again */
export async function unlinkAtCodat(tools: Tools, order: EndOrder, stillDue?: StillDue): Promise<void> {
  const { db, codat } = tools;
  const found = await findAtCodat(db, order.companyId, order.connectionId);
  if (found === undefined) return;
  const before = await getCodatConnection(codat, found.codatCompanyId, found.codatId);
  // Whether or not it is: an attempt that was cut off may have ended it, and what Codat has is told.
  if (!(await isStillDue(tools, order, stillDue))) return keep(tools, order, before);
  const after = await giveAccessUp(codat, before, found);
  // Access that still exists was not ended: the row here stays, and the job asks Codat again.
  if (after !== null && isLinked(after)) throw new Upstream('in-progress', { answered: true });
  // Without access the end is the customer's, also where Codat reports it as lost: the platform revoked nothing.
  await record(tools, order, after && { ...after, state: 'Unlinked' });
}

/** @returns the connection as Codat has it then; null when Codat no longer has it */
async function giveAccessUp(
  codat: Codat,
  before: CodatConnection | null,
  { codatCompanyId, codatId }: { codatCompanyId: string; codatId: string },
): Promise<CodatConnection | null> {
  if (before === null || before.state === 'PendingAuth' || before.state === 'Unlinked') return before;
  try {
    return await unlinkCodatConnection(codat, codatCompanyId, codatId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Codat may unlink only what gives access; and the provider may have been quicker.
    const now = await getCodatConnection(codat, codatCompanyId, codatId);
    if (now !== null && isLinked(now)) throw error;
    return now;
  }
}

/** Returns when Codat no longer has the connection. Our own row stays as the record that it was there. */
export async function deleteAtCodat(tools: Tools, order: EndOrder, stillDue?: StillDue): Promise<void> {
  const { db, codat } = tools;
  if (!(await isStillDue(tools, order, stillDue))) return;
  const found = await findAtCodat(db, order.companyId, order.connectionId);
  // What never reached Codat is over by our record alone.
  if (found !== undefined) await removeAtCodat(codat, found.codatCompanyId, found.codatId);
  await record(tools, order, null);
}

async function removeAtCodat(codat: Codat, codatCompanyId: string, codatId: string): Promise<void> {
  try {
    await deleteCodatConnection(codat, codatCompanyId, codatId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if ((await getCodatConnection(codat, codatCompanyId, codatId)) !== null) throw error;
  }
}

/** Codat has answered, and will answer the same again: how things are then is told by reading the connection. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Upstream &&
    ['invalid', 'in-progress', 'not-found', 'refused', 'limit'].includes(error.kind)
  );
}

async function isStillDue({ db, now }: Tools, order: EndOrder, stillDue?: StillDue): Promise<boolean> {
  if (stillDue === undefined) return true;
  return db.transaction(
    async (tx) => (await lockCompany(tx, order.companyId)) !== null && (await stillDue(tx, order, now())),
  );
}

/** The connection goes on, as Codat has it. */
async function keep({ db, now }: Tools, order: EndOrder, seen: CodatConnection | null): Promise<void> {
  const by = { seenAt: now(), requestId: order.requestId };
  if (seen === null) await markConnectionsDeleted(db, order.companyId, [order.connectionId], by);
  else await applyConnectionSnapshot(db, order.companyId, [seen], by);
}

async function record({ db, now }: Tools, order: EndOrder, seen: CodatConnection | null): Promise<void> {
  const { companyId, connectionId, requestId } = order;
  const seenAt = now();
  if (seen === null) await markConnectionsDeleted(db, companyId, [connectionId], { seenAt, requestId });
  else await applyConnectionSnapshot(db, companyId, [seen], { seenAt, confirms: 'end', requestId });
}
