// Verbs: pause and resume. A pause stops reading, keeps connections, and leaves the end date unchanged.
import type { ConsentRow } from '@/db/queries/consents';
import type { ActingCtx, Ctx } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import { decidePause, decideResume } from '../domain/consent/consent';
import { Conflict, NotFound, Precondition } from '../errors';
import { tellPaused } from '../mail/tell-on-request';
import { changeAgreement } from './change-agreement';

/**
 * Pausing again changes nothing.
 * @param seen the event that the page rested on, where acting on an older one would be wrong
 * @throws Precondition `consent-missing` when nothing stands that could be paused, Conflict when it changed since `seen`
 */
export function pauseConsent(ctx: ActingCtx, productId: string, seen?: string): Promise<ConsentRow> {
  return change(ctx, productId, 'paused', (current, now) => {
    const decision = decidePause(current, now);
    if (decision === 'change' && seen !== undefined && current.eventId !== seen) {
      throw new Conflict('changed-meanwhile');
    }
    return decision;
  });
}

/** Resuming what runs changes nothing. @throws Precondition `consent-missing` when it is not paused, or its time is over */
export function resumeConsent(ctx: Ctx, productId: string): Promise<ConsentRow> {
  return change(ctx, productId, 'resumed', decideResume);
}

function change(
  asked: ActingCtx,
  productId: string,
  type: 'paused' | 'resumed',
  decide: (current: ConsentRow, now: Date) => 'change' | 'unchanged' | 'refuse',
): Promise<ConsentRow> {
  return changeAgreement(asked, async (agreements) => {
    const { tx, ctx } = agreements;
    const { current, terms } = agreements.agreement(productId);
    if (current === null) throw new NotFound('consent');
    const decision = decide(current, ctx.now);
    if (decision === 'unchanged') return current;
    if (decision === 'refuse' || terms === null) throw new Precondition('consent-missing');
    const sources = agreements.servedBy(agreedSources(terms));
    const row = await agreements.append({ type, terms: { ...terms, sources } });
    if (ctx.actor.kind === 'staff') await tellPaused(tx, { ...ctx, actor: ctx.actor }, terms);
    return row;
  });
}
