// Resumable migration of one connection: each step is stored under its line's hash, so that a killed run continues.
import { searchCompanies } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { deleteIdempotencyKey, findIdempotencyKey } from '@/db/queries/idempotency-keys';
import { authoriseCodatConnection } from '../codat/authorization';
import { createCodatConnection, listCodatConnections } from '../codat/connections';
import { createIdempotently } from '../codat/idempotent-create';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import type { Tools } from '../context';
import { holdsAccounting } from '../domain/connection/connection';
import { type MigrationLine, subjectOf } from '../domain/work/migration-file';
import { Upstream } from '../errors';
import { listPlatforms } from '../platform/list-platforms';
import { alignSettings } from '../sync/align-settings';
import { refreshConnections } from './refresh-connections';
import { withPlatformKeys } from './with-platform-keys';

export type MigrationOutcome =
  | 'connected'
  /** The business is unknown, or the client's own id matches several. */
  | 'unknown-business'
  | 'unknown-platform'
  /** Another platform holds the one place for accounting. */
  | 'already-connected'
  /** Codat refused the tokens. */
  | 'refused';

/**
 * Idempotent. Later reads cover the agreed data only, requested by the usual job: Codat's sync settings of the
 * company are aligned before it gets access.
 * @throws Upstream to be tried again
 */
export async function migrateConnection(tools: Tools, line: MigrationLine): Promise<MigrationOutcome> {
  const { db, codat } = tools;
  const [companyId, ...others] = await searchCompanies(db, line.business);
  if (companyId === undefined || others.length > 0) return 'unknown-business';
  const { platforms } = await listPlatforms(tools);
  const platform = platforms.find(({ key }) => key === line.platform);
  if (platform === undefined) return 'unknown-platform';
  const ctx = { ...tools, companyId };
  const subject = subjectOf({ ...line, business: companyId });
  const codatCompanyId = await ensureCodatCompany(ctx);
  const look = async () => {
    const { failure } = await refreshConnections(ctx);
    if (failure !== null) throw failure;
  };
  if ((await findIdempotencyKey(db, access(subject))) !== null) return 'connected';
  await look();
  const begun = await findIdempotencyKey(db, made(subject));
  const existing = await listConnections(db, companyId);
  const isTaken = platform.sourceType === 'Accounting' && existing.some(holdsAccounting);
  if (begun === null && isTaken) return 'already-connected';
  await alignSettings({ db, codat, now: () => tools.now }, { companyId, requestId: tools.request.requestId });
  const connectionId = await createIdempotently(db, {
    subject: made(subject),
    find: () => findUnfinished(tools, codatCompanyId, platform.key),
    create: async (key) => (await createCodatConnection(codat, codatCompanyId, platform.key, key)).id,
  });
  try {
    await createIdempotently(db, {
      subject: access(subject),
      // Sending the same tokens again changes nothing, so an unknown outcome needs no check.
      find: async () => null,
      create: async () => {
        await authoriseCodatConnection(codat, { companyId: codatCompanyId, connectionId }, line.tokens);
        return connectionId;
      },
    });
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    if (error.kind === 'invalid') return 'refused';
    // Deleted at Codat since the start: the next attempt starts again.
    if (error.kind === 'not-found') await deleteIdempotencyKey(db, made(subject));
    throw error;
  }
  await look();
  return 'connected';
}

const made = (subject: string) => `migrated connection:${subject}`;
const access = (subject: string) => `migrated access:${subject}`;

/** A connection whose answer was lost, or that a customer abandoned: either is continued. */
async function findUnfinished(
  { db, codat }: Pick<Tools, 'db' | 'codat'>,
  codatCompanyId: string,
  platformKey: string,
): Promise<string | null> {
  const all = await withPlatformKeys(db, await listCodatConnections(codat, codatCompanyId));
  return all.find((one) => one.platformKey === platformKey && one.state === 'PendingAuth')?.id ?? null;
}
