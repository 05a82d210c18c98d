// Verb: a return from a platform re-reads the connection; the address is a claim and changes nothing.
import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, findConnection, listConnections } from '@/db/queries/connections';
import { findJourney, markReturned, setOutcome } from '@/db/queries/journeys';
import { getCodatConnection } from '../codat/connections';
import type { Ctx } from '../context';
import { type ConnectionState, inTheWayOf } from '../domain/connection/connection';
import { type FailureReason, failureReason } from '../domain/connection/failure-reason';
import { readHint } from '../domain/connection/name-hint';
import { failedOn, outcomeOf, type ReturnOutcome, readClaim } from '../domain/connection/return-outcome';
import type { ReturnParams } from '../domain/http/return-address';
import { cleanName, MESSAGE_MAX } from '../domain/text/clean-name';
import { Upstream } from '../errors';
import { applyConnectionSnapshot } from './apply-connection-snapshot';
import { markConnectionsDeleted } from './mark-connections-deleted';
import { recordSignedInAgain } from './record-signed-in-again';
import { mayAskNow } from './refresh-for-view';
import { stateHashOf } from './return-state';
import { settleByHint } from './settle-by-hint';

export type ReturnResult =
  /** The address matches no journey of this person: forged, or another person's. The two are indistinguishable. */
  | { kind: 'unknown' }
  | {
      kind: 'known';
      outcome: ReturnOutcome;
      productId: string;
      connection: ConnectionRow;
      /** The platform that holds the one place for accounting, if that is the reason. */
      inTheWay: string | null;
      /** The reason of the failure, if Codat or the address is more specific than the outcome; null without a failure. */
      why: FailureReason | null;
    };

/**
 * Re-reads the connection from Codat and reports its state. Safe to repeat: reload and Back show the state at that
 * moment. Ids in the address are ignored: the state value identifies the row. For an expired journey the address
 * is ignored too, and Codat's state is shown all the same.
 */
export async function handleReturn(ctx: Ctx, params: ReturnParams): Promise<ReturnResult> {
  const stateHash = stateHashOf(params.state);
  if (stateHash === null) return { kind: 'unknown' };
  const journey = await findJourney(ctx.db, ctx.companyId, {
    userId: ctx.actor.userId,
    stateHash,
  });
  if (journey === null) return { kind: 'unknown' };
  const claim = readClaim(journey.expiresAt > ctx.now ? params.statusCode : null);
  const hint = claim === 'authorised' ? readHint(params.organisation ?? null) : null;
  await markReturned(ctx.db, ctx.companyId, journey.id, { now: ctx.now, hint });
  // The first return follows a person's action; each reload draws on a budget.
  const mayAsk = journey.returnedAt === null || (await mayAskNow(ctx));
  const truth = await readTruth(ctx, journey.connectionId, mayAsk);
  if (truth === 'Linked' && hint !== null && journey.returnedAt === null) {
    await settleByHint(ctx, journey, { name: hint, isOwn: true });
  }
  if (truth === 'Linked' && claim === 'authorised') {
    await recordSignedInAgain(ctx, journey.connectionId, journey.createdAt);
  }
  const connections = await listConnections(ctx.db, ctx.companyId);
  const connection = connections.find(({ id }) => id === journey.connectionId);
  if (connection === undefined) return { kind: 'unknown' };
  const other = inTheWayOf(connections, connection);
  const outcome = outcomeOf(claim, truth, other !== null);
  const said = {
    statusCode: claim === 'unknown' ? null : params.statusCode,
    message: cleanName(params.errorMessage ?? '', MESSAGE_MAX),
  };
  await setOutcome(ctx.db, ctx.companyId, journey.id, { ...said, outcome });
  return {
    kind: 'known',
    outcome,
    productId: journey.productId,
    connection,
    inTheWay: other?.platformName ?? null,
    why: failedOn(outcome) ? whyOf(connection, journey, said) : null,
  };
}

/** The failure on this trip, as Codat reports it, else from the address. */
function whyOf(
  { failureCode, failureText, failedAt }: ConnectionRow,
  { createdAt }: { createdAt: Date },
  said: { statusCode: string | null; message: string | null },
): FailureReason | null {
  const isOfTrip = failedAt !== null && failedAt >= createdAt;
  const told = isOfTrip ? failureReason({ code: failureCode, text: failureText }) : null;
  return told ?? failureReason({ code: said.statusCode, text: said.message });
}

/** Codat's present answer, stored in the row; the stored state if Codat may not be asked; null when the call failed. */
async function readTruth(ctx: Ctx, connectionId: string, mayAsk: boolean): Promise<ConnectionState | null> {
  const row = await findConnection(ctx.db, ctx.companyId, connectionId);
  const company = await findCompany(ctx.db, ctx.companyId);
  if (!row?.codatConnectionId || !company?.codatCompanyId) return null;
  if (!mayAsk) return row.state;
  try {
    const wire = await getCodatConnection(ctx.codat, company.codatCompanyId, row.codatConnectionId);
    const by = { seenAt: ctx.now, requestId: ctx.request.requestId };
    if (wire === null) await markConnectionsDeleted(ctx.db, ctx.companyId, [row.id], by);
    else await applyConnectionSnapshot(ctx.db, ctx.companyId, [wire], by);
    // From the row, not the answer: an end that the customer asked for meanwhile is newer.
    return (await findConnection(ctx.db, ctx.companyId, connectionId))?.state ?? null;
  } catch (error) {
    if (error instanceof Upstream) return null;
    throw error;
  }
}
