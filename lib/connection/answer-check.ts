// Verb: the customer's answer about the organisation counts once, for the question that was shown.
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { setOrganisation } from '@/db/queries/connections';
import { findOpenCheck, setCheckAnswer as keepAnswer } from '@/db/queries/organisation-checks';
import type { Ctx } from '../context';
import { mayDisconnect } from '../domain/connection/connection';
import { enqueueReading } from '../sync/enqueue-reading';
import { endHere, lockConnection } from './end-here';

export interface CheckAnswer {
  connectionId: string;
  /** The id of the question on the page: a claim, compared with the open question. */
  checkId: string;
  answer: 'right' | 'wrong';
}

export type CheckOutcome =
  | 'answered'
  /** No question is open any more: answered in another window, or pointless since. */
  | 'not-asked'
  /** Another organisation has been connected since the page was shown: a new question is needed. */
  | 'changed';

/** Yes makes it the organisation of the connection; no disconnects it at once. @throws NotFound */
export async function answerCheck(ctx: Ctx, input: CheckAnswer): Promise<CheckOutcome> {
  return ctx.db.transaction(async (tx) => {
    const row = await lockConnection(tx, ctx.companyId, input.connectionId);
    const check = await findOpenCheck(tx, ctx.companyId, row.id);
    if (check === null) return 'not-asked';
    if (check.id !== input.checkId) return 'changed';
    await keepAnswer(tx, ctx.companyId, check.id, {
      answer: input.answer,
      answeredAt: ctx.now,
      answeredBy: ctx.actor.userId,
    });
    const isRight = input.answer === 'right';
    await insertConnectionEvents(tx, ctx.companyId, [
      {
        connectionId: row.id,
        kind: isRight ? 'organisation-confirmed' : 'organisation-refused',
        at: ctx.now,
        by: ctx.actor.name,
        organisation: check.nameAfter,
      },
    ]);
    if (isRight && check.nameAfter !== null) {
      await setOrganisation(tx, ctx.companyId, row.id, { name: check.nameAfter, id: check.idAfter });
    } else if (!isRight && mayDisconnect(row)) {
      await endHere(tx, ctx, row, 'Unlinked');
    }
    if (isRight) {
      await enqueueReading(tx, { companyId: ctx.companyId, requestId: ctx.request.requestId });
    }
    return 'answered';
  });
}
