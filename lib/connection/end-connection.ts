// Owns giving a connection up at Codat, so that repeating it is safe and what is true afterwards is what is recorded.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, findConnection, markDeleted, upsertSeen } from '@/db/queries/connections';
import type { Codat } from '../codat/client';
import { deleteCodatConnection, getCodatConnection, unlinkCodatConnection } from '../codat/connections';
import { type CodatConnection, toSourceType } from '../codat/transform';
import { Upstream } from '../errors';

interface Tools {
  db: Db;
  codat: Codat;
  now: () => Date;
}

/** Undefined when Codat never had it: then there is nothing to give up. */
async function findAtCodat(db: Db, companyId: string, connectionId: string) {
  const row = await findConnection(db, companyId, connectionId);
  const company = await findCompany(db, companyId);
  if (!row?.codatConnectionId || !company?.codatCompanyId) return undefined;
  return { row, codatCompanyId: company.codatCompanyId, codatId: row.codatConnectionId };
}

/** Returns when Codat has confirmed that it no longer reads through the connection. @throws Upstream to be tried again */
export async function unlinkAtCodat(tools: Tools, companyId: string, connectionId: string): Promise<void> {
  const { db, codat } = tools;
  const found = await findAtCodat(db, companyId, connectionId);
  if (found === undefined) return;
  const { row, codatCompanyId, codatId } = found;
  const before = await getCodatConnection(codat, codatCompanyId, codatId);
  // Codat refuses to unlink what gives no access, so the state is asked first.
  const mayUnlink = before?.state === 'Linked' || before?.state === 'Deauthorized';
  const after = mayUnlink ? await unlinkOrReread(codat, codatCompanyId, codatId) : before;
  await record(tools, row, after);
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
export async function deleteAtCodat(tools: Tools, companyId: string, connectionId: string): Promise<void> {
  const { db, codat } = tools;
  const found = await findAtCodat(db, companyId, connectionId);
  if (found === undefined) {
    // Nothing of it ever reached Codat: our record alone says that it is over.
    await markDeleted(db, companyId, [connectionId], tools.now());
    return;
  }
  await deleteCodatConnection(codat, found.codatCompanyId, found.codatId);
  await record(tools, found.row, null);
}

async function record({ db, now }: Tools, row: ConnectionRow, seen: CodatConnection | null): Promise<void> {
  if (seen === null) {
    await markDeleted(db, row.companyId, [row.id], now());
    return;
  }
  const sourceType = toSourceType(seen.sourceType);
  if (sourceType === null) return;
  const { id, linkUrl: _, ...facts } = seen;
  await upsertSeen(db, row.companyId, [{ ...facts, sourceType, codatConnectionId: id }], now());
}
