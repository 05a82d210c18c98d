// Verb: applies Codat's snapshot of connections; each change is written once, with its event and its organisation check.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import {
  type ConnectionRow,
  connectionsPart,
  endingIdsPart,
  type SeenRow,
  upsertSeen,
} from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import { insertJobs } from '@/db/queries/jobs';
import type { CodatConnection, Platform } from '../codat/transform';
import { changeOf, type SeenChange } from '../domain/connection/connection-seen';
import { type Listed, platformNameOf } from '../domain/connection/platform-name';
import { UPLOAD_NAME } from '../domain/upload/upload';
import { listKnownPlatforms } from '../platform/list-platforms';
import { followFirstRead } from '../sync/enqueue-following';
import { readingJobs } from '../sync/enqueue-reading';
import { keepChecks } from './keep-checks';
import { loadHints } from './load-hints';
import { loadOpened } from './load-opened';
import { revokeStaleAccess } from './revoke-stale-access';
import { settleShares } from './settle-shares';
import { withPlatformKeys } from './with-platform-keys';

export interface SnapshotSource {
  /** When Codat was asked: an older answer never overwrites a newer one. */
  seenAt: Date;
  /** Of the request or the job that asked. */
  requestId?: string;
  /** Confirms a pending end: until then no other answer counts. */
  confirms?: 'end';
  /** Codat's list of platforms, where it was read already. */
  platforms?: readonly Platform[] | undefined;
}

const readKnown = gatherer('known_before_answer', { connections: connectionsPart, ending: endingIdsPart });

/** Several pages may bring the same answer at once: the lock on the business makes the second one change nothing. */
export async function applyConnectionSnapshot(
  db: Db,
  companyId: string,
  told: readonly CodatConnection[],
  { seenAt, confirms, platforms, requestId = crypto.randomUUID() }: SnapshotSource,
): Promise<void> {
  if (told.length === 0) return;
  await db.transaction(async (tx) => {
    const company = await lockCompany(tx, companyId);
    if (company === null) return;
    const businessName = company.name;
    const seen = await withPlatformKeys(tx, told);
    const known = await readKnown(tx, { companyId });
    const rows = known.connections;
    const ending = confirms === 'end' ? [] : known.ending;
    const listed = seen.some((wire) => needsName(wire, rows))
      ? (platforms ?? (await listKnownPlatforms(tx)))
      : [];
    const hints = await loadHints(tx, companyId, seen, rows);
    const changes = seen.flatMap((wire) => {
      const known = rows.find((row) => row.codatConnectionId === wire.id) ?? null;
      if (!counts(wire, known, rows, ending, seenAt)) return [];
      const change = changeOf(known, wire, businessName, hints.get(wire.id) ?? null);
      const row = rowOf(wire, known, change, { seenAt, listed });
      return row === null ? [] : [{ row, wire, change }];
    });
    const written = await upsertSeen(
      tx,
      companyId,
      changes.map(({ row }) => row),
    );
    const done = changes.filter(({ row }) => written.has(row.id));
    await insertConnectionEvents(
      tx,
      companyId,
      done.flatMap(({ row, wire, change }) =>
        change.event === null
          ? []
          : [
              {
                connectionId: row.id,
                kind: change.event,
                at: seenAt,
                by: null,
                organisation: wire.organisation ?? change.organisation,
              },
            ],
      ),
    );
    const opened = done.filter(({ change: { event } }) => event === 'linked' || event === 'relinked');
    const openedIds = opened.map(({ row }) => row.id);
    const { events, shares } = await loadOpened(tx, companyId, openedIds);
    await revokeStaleAccess(
      tx,
      companyId,
      opened.map(({ row }) => row),
      { events, seenAt, requestId },
    );
    const found = { at: seenAt, requestId };
    const toLookAt = await settleShares(tx, companyId, shares, found);
    await keepChecks(tx, { companyId, businessName, rows, toLookAt }, done, found);
    const connectionIds = opened.flatMap(({ row }) => (row.isUpload ? [] : [row.id]));
    if (connectionIds.length === 0) return;
    const following = await followFirstRead(tx, { companyId, connectionIds }, { now: seenAt, requestId });
    await insertJobs(tx, [...following, ...readingJobs({ companyId, requestId, afterLink: seenAt })]);
  });
}

/** False for an outdated answer, during a pending end, and for a connection that may be one under creation here. */
function counts(
  wire: CodatConnection,
  known: ConnectionRow | null,
  rows: readonly ConnectionRow[],
  ending: readonly string[],
  seenAt: Date,
): boolean {
  // One that is being created here, in this very moment, is not a stranger.
  if (known === null) {
    return !rows.some((row) => row.codatConnectionId === null && mayBe(row, wire));
  }
  const isNewer = known.checkedAt === null || known.checkedAt <= seenAt;
  return known.state !== 'deleted' && isNewer && !ending.includes(known.id);
}

/** Of banks alone Codat may give the name of the service between. */
function needsName(wire: CodatConnection, rows: readonly ConnectionRow[]): boolean {
  const known = rows.find((row) => row.codatConnectionId === wire.id);
  return known === undefined || (known.sourceType === 'Banking' && known.ownName === wire.platformName);
}

/** One whose key cannot be read may be of any platform. */
function mayBe(row: ConnectionRow, { platformKey }: CodatConnection): boolean {
  return platformKey === null || platformKey === row.platformKey;
}

/** Null for kinds of sources that no product asks for. */
function rowOf(
  wire: CodatConnection,
  known: ConnectionRow | null,
  change: SeenChange,
  { seenAt, listed }: { seenAt: Date; listed: readonly Listed[] },
): SeenRow | null {
  const sourceType = known?.sourceType ?? wire.sourceType;
  if (sourceType === null) return null;
  // What was opened for files stays that, also where Codat does not say which integration it is of.
  const isUpload = wire.isUpload || known?.isUpload === true;
  const isNewAccess = change.event === 'linked' || change.event === 'relinked';
  return {
    id: known?.id ?? crypto.randomUUID(),
    codatConnectionId: wire.id,
    platformKey: known?.platformKey || wire.platformKey || '',
    platformName: isUpload ? UPLOAD_NAME : platformNameOf(known?.ownName ?? null, wire, listed),
    sourceId: wire.sourceId ?? known?.sourceId ?? null,
    sourceType,
    state: change.state,
    isUpload,
    organisation: change.organisation,
    organisationId: change.organisationId,
    accounts: wire.accounts ?? known?.accounts ?? null,
    ...failureOf(wire, known),
    lastSyncAt: wire.lastSyncAt,
    firstLinkedAt: wire.state === 'Linked' ? seenAt : null,
    authorisedAt: isNewAccess ? seenAt : null,
    checkedAt: seenAt,
    createdAt: known?.createdAt ?? wire.createdAt ?? seenAt,
  };
}

/** A failure that Codat no longer reports stays in the row, for metrics. */
function failureOf(
  { failure }: CodatConnection,
  known: ConnectionRow | null,
): Pick<SeenRow, 'failureCode' | 'failureText' | 'failedAt'> {
  return failure === null
    ? {
        failureCode: known?.failureCode ?? null,
        failureText: known?.failureText ?? null,
        failedAt: known?.failedAt ?? null,
      }
    : { failureCode: failure.code, failureText: failure.text, failedAt: failure.at };
}
