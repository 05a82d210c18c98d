// Owns coming back from a platform: whose return it is, and what Codat says really happened.

import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, findConnection } from '@/db/queries/connections';
import { findJourney, markReturned } from '@/db/queries/journeys';
import { getCodatConnection } from '../codat/connections';
import type { Ctx } from '../context';
import type { ConnectionState } from '../domain/connection';
import { outcomeOf, type ReturnOutcome, readClaim } from '../domain/return-outcome';
import { Upstream } from '../errors';
import { recordSignedInAgain } from '../expiry/record-signed-in-again';
import { stateHashOf } from '../journey/state';
import { recordGone } from './record-gone';
import { recordSeen } from './record-seen';

export interface ReturnParams {
  state: string | null;
  statusCode: string | null;
}

export type ReturnResult =
  /** The address is not one of this person's journeys: forged, too old, or somebody else's. The three look the same. */
  | { kind: 'unknown' }
  | { kind: 'known'; outcome: ReturnOutcome; productId: string; connection: ConnectionRow };

/**
 * Reads the connection again from Codat and says what is true. Safe to repeat: refresh and Back give the truth of then.
 * Ids in the address are not used at all: the state value leads to our own row.
 */
export async function handleReturn(ctx: Ctx, params: ReturnParams): Promise<ReturnResult> {
  const stateHash = stateHashOf(params.state);
  if (stateHash === null) return { kind: 'unknown' };
  const journey = await findJourney(ctx.db, ctx.companyId, {
    userId: ctx.actor.userId,
    stateHash,
    now: ctx.now,
  });
  if (journey === null) return { kind: 'unknown' };
  await markReturned(ctx.db, ctx.companyId, journey.id, ctx.now);
  const truth = await readTruth(ctx, journey.connectionId);
  const claim = readClaim(params.statusCode);
  if (truth === 'Linked' && claim === 'authorised') {
    await recordSignedInAgain(ctx, journey.connectionId, journey.createdAt);
  }
  const connection = await findConnection(ctx.db, ctx.companyId, journey.connectionId);
  if (connection === null) return { kind: 'unknown' };
  return {
    kind: 'known',
    outcome: outcomeOf(claim, truth),
    productId: journey.productId,
    connection,
  };
}

/** What Codat says now, kept in our row; null when Codat could not be asked. */
async function readTruth(ctx: Ctx, connectionId: string): Promise<ConnectionState | null> {
  const row = await findConnection(ctx.db, ctx.companyId, connectionId);
  const company = await findCompany(ctx.db, ctx.companyId);
  if (!row?.codatConnectionId || !company?.codatCompanyId) return null;
  try {
    const wire = await getCodatConnection(ctx.codat, company.codatCompanyId, row.codatConnectionId);
    const by = { seenAt: ctx.now, requestId: ctx.request.requestId };
    if (wire === null) await recordGone(ctx.db, ctx.companyId, [row.id], by);
    else await recordSeen(ctx.db, ctx.companyId, [wire], by);
    // Our record, not the answer: an end that the customer asked for meanwhile is the later word.
    return (await findConnection(ctx.db, ctx.companyId, connectionId))?.state ?? null;
  } catch (error) {
    if (error instanceof Upstream) return null;
    throw error;
  }
}
