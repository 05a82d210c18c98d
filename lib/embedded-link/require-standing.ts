// Guard of the embedded Link: the window closes once its product was withdrawn or paused elsewhere.
import { findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { stands } from '../domain/consent/consent';
import { Precondition } from '../errors';

/** @throws Precondition `consent-missing` without an agreement in force: the window must then close */
export async function requireStanding(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<void> {
  const consent = await findConsent(ctx.db, ctx.companyId, productId);
  if (!stands(consent, ctx.now)) throw new Precondition('consent-missing');
}
