// Owns giving a connection up at Codat, so that repeating it is safe and what is true afterwards is what is recorded.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { findConnection } from '@/db/queries/connections';
import type { Codat } from '../codat/client';
import { deleteCodatConnection, getCodatConnection, unlinkCodatConnection } from '../codat/connections';
import type { CodatConnection } from '../codat/transform';
import { Upstream } from '../errors';
import { recordGone } from './record-gone';
import { recordSeen } from './record-seen';

interface Tools {
  db: Db;
  codat: Codat;
  now: () => Date;
}

/** The work that is done: for which business, on which connection, because of which request. */
export interface EndOrder {
  companyId: string;
  connectionId: string;
  requestId: string;
}

/** Undefined when Codat never had it: then there is nothing to give up. */
async function findAtCodat(db: Db, companyId: string, connectionId: string) {
  const row = await findConnection(db, companyId, connectionId);
  const company = await findCompany(db, companyId);
  if (!row?.codatConnectionId || !company?.codatCompanyId) return undefined;
  return { codatCompanyId: company.codatCompanyId, codatId: row.codatConnectionId };
}

/** Returns when Codat has confirmed that it no longer reads through the connection. @throws Upstream to be tried again */
export async function unlinkAtCodat(tools: Tools, order: EndOrder): Promise<void> {
  const { db, codat } = tools;
  const found = await findAtCodat(db, order.companyId, order.connectionId);
  if (found === undefined) return;
  const { codatCompanyId, codatId } = found;
  const before = await getCodatConnection(codat, codatCompanyId, codatId);
  // Codat refuses to unlink what gives no access, so the state is asked first.
  const mayUnlink = before?.state === 'Linked' || before?.state === 'Deauthorized';
  const after = mayUnlink ? await unlinkOrReread(codat, codatCompanyId, codatId) : before;
  await record(tools, order, after);
  if (after?.state === 'Linked') throw new Upstream('in-progress', { answered: true });
}

/** Between asking and unlinking the customer may have been quicker at the provider; then the state says what is so. */
async function unlinkOrReread(
  codat: Codat,
  codatCompanyId: string,
  codatId: string,
): Promise<CodatConnection | null> {
  try {
    return await unlinkCodatConnection(codat, codatCompanyId, codatId);
  } catch (error) {
    if (!(error instanceof Upstream && error.kind === 'invalid')) throw error;
    return getCodatConnection(codat, codatCompanyId, codatId);
  }
}

/** Returns when Codat no longer has the connection. Our own row stays as the record that it was there. */
export async function deleteAtCodat(tools: Tools, order: EndOrder): Promise<void> {
  const { db, codat } = tools;
  const found = await findAtCodat(db, order.companyId, order.connectionId);
  // What never reached Codat is over by our record alone.
  if (found !== undefined) await deleteCodatConnection(codat, found.codatCompanyId, found.codatId);
  await record(tools, order, null);
}

async function record({ db, now }: Tools, order: EndOrder, seen: CodatConnection | null): Promise<void> {
  const { companyId, connectionId, requestId } = order;
  const seenAt = now();
  if (seen === null) await recordGone(db, companyId, [connectionId], { seenAt, requestId });
  else await recordSeen(db, companyId, [seen], { seenAt, confirms: 'end', requestId });
}
