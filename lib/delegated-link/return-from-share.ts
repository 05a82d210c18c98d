// Verb: a colleague's return from the platform; Codat's answer decides the outcome, no account is needed.
import { findShareJourney } from '@/db/queries/journeys';
import { behalfOf, isBacked } from '../company/behalf-of';
import { handleReturn } from '../connection/handle-return';
import { stateHashOf } from '../connection/return-state';
import type { Tools } from '../context';
import type { ReturnOutcome } from '../domain/connection/return-outcome';
import type { ReturnParams } from '../domain/http/return-address';
import { shareToken } from './token';

/** True for return addresses of a colleague, whether or not the browser is signed in. */
export async function isShareReturn(tools: Tools, state: string | null): Promise<boolean> {
  const stateHash = stateHashOf(state);
  return stateHash !== null && (await findShareJourney(tools.db, stateHash, tools.now)) !== null;
}

export type ShareReturn =
  | { kind: 'unknown' }
  /** The maker of the link may no longer invite. */
  | { kind: 'orphaned' }
  /** `token` leads back to the page of the link. */
  | { kind: 'known'; outcome: ReturnOutcome; platformName: string; token: string };

export async function returnFromShare(
  tools: Tools,
  params: ReturnParams,
  secret: string,
): Promise<ShareReturn> {
  const stateHash = stateHashOf(params.state);
  const journey = stateHash === null ? null : await findShareJourney(tools.db, stateHash, tools.now);
  if (journey === null) return { kind: 'unknown' };
  const { companyId, userId } = journey;
  if (!(await isBacked(tools.db, { companyId, createdBy: userId }))) return { kind: 'orphaned' };
  const ctx = await behalfOf(tools, companyId, userId);
  const result = await handleReturn(ctx, params);
  if (result.kind === 'unknown') return result;
  const { outcome, connection } = result;
  const token = shareToken(secret, journey.shareId);
  return { kind: 'known', outcome, platformName: connection.platformName, token };
}
