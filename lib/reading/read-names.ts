// Verb: takes an organisation's name from agreed and read data, where Codat reports it nowhere else.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { type ConnectionRow, setNameRead, setOrganisation } from '@/db/queries/connections';
import { listChecks } from '@/db/queries/organisation-checks';
import { listProducts } from '@/db/queries/products';
import { listReads } from '@/db/queries/read-progress';
import { listBasis } from '@/db/queries/snapshots';
import { getToldName, NAMING_TYPES } from '../codat/company-info';
import { getCodatConnection } from '../codat/connections';
import type { CodatConnection } from '../codat/transform';
import { applyConnectionSnapshot } from '../connection/apply-connection-snapshot';
import { isAccessConfirmed, lacksName, namesRead, namesToRead } from '../domain/reading/name-read';
import { wantedTypes } from '../domain/reading/sync-plan';
import { Upstream } from '../errors';
import type { ProgressTools } from './refresh-progress';

interface Business {
  companyId: string;
  codatCompanyId: string;
  requestId: string;
}

const typeOf = ({ sourceType }: ConnectionRow) => NAMING_TYPES[sourceType];

/** Reads once per access. After a failure of Codat the next poll tries again. */
export async function readNames(
  tools: ProgressTools,
  business: Business,
  connections: readonly ConnectionRow[],
): Promise<void> {
  const { db, now } = tools;
  const { companyId } = business;
  if (!lacksName(connections, typeOf)) return;
  const reads = await listReads(db, companyId);
  if (namesRead(connections, reads, typeOf).length === 0) return;
  const products = await listProducts(db);
  const events = (await listBasis(db, companyId)).map(({ body }) => body);
  const wanted = wantedTypes({ products, events, connections }, now());
  for (const row of namesToRead({ connections, reads, wanted }, typeOf)) {
    const at = now();
    const seen = await askFor(tools, business, row);
    if (seen === 'silent') continue;
    if (seen !== null) await keepName(db, business, row, { seen, at });
    await setNameRead(db, companyId, row.id, at);
  }
}

/** @returns the connection with its name; null if it has none; `silent` if Codat could not be asked */
async function askFor(
  { codat }: ProgressTools,
  { codatCompanyId }: Business,
  { codatConnectionId, sourceType }: ConnectionRow,
): Promise<CodatConnection | null | 'silent'> {
  if (codatConnectionId === null) return null;
  try {
    const name = await getToldName(codat, codatCompanyId, { id: codatConnectionId, sourceType });
    const wire = name === null ? null : await getCodatConnection(codat, codatCompanyId, codatConnectionId);
    return wire === null ? null : { ...wire, organisation: wire.organisation ?? name };
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    const { status } = error;
    // A refusal is an answer: the name of this access is not there.
    return status !== null && status !== 429 && status < 500 ? null : 'silent';
  }
}

/** The customer's confirmation of this access covers its name; without one, the name must fit, or a question is asked. */
async function keepName(
  db: Db,
  { companyId, requestId }: Business,
  row: ConnectionRow,
  { seen, at }: { seen: CodatConnection; at: Date },
): Promise<void> {
  const { organisation: name, organisationId: id } = seen;
  const checks = await listChecks(db, companyId, row.id);
  if (name === null || !isAccessConfirmed(checks, row.authorisedAt)) {
    await applyConnectionSnapshot(db, companyId, [seen], { seenAt: at, requestId });
    return;
  }
  await db.transaction(async (tx) => {
    if (await lockCompany(tx, companyId)) await setOrganisation(tx, companyId, row.id, { name, id });
  });
}
