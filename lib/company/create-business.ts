// Verb: a new person names the business they act for.
import { findFirstCompanyOf, insertCompany, upsertMembership } from '@/db/queries/companies';
import { adoptSessions } from '@/db/queries/sessions';
import { lockUser } from '@/db/queries/users';
import type { PersonCtx } from '../context';
import { greetBusiness } from './greet-business';

/**
 * Creates the business and makes the person its owner. A second call, from another tab or a double click, changes
 * nothing and returns the first business.
 * @param input `name` as cleaned by `parseBusinessName`; `greets`: welcome the new business with a letter
 */
export async function createBusiness(
  ctx: PersonCtx,
  input: { name: string; greets?: boolean },
): Promise<{ companyId: string }> {
  return ctx.db.transaction(async (tx) => {
    await lockUser(tx, ctx.userId);
    const existing = await findFirstCompanyOf(tx, ctx.userId);
    const companyId = existing ?? (await insertCompany(tx, input.name));
    if (existing === null) {
      await upsertMembership(tx, companyId, ctx.userId, 'owner');
      if (input.greets === true) {
        const { locale: language, requestId } = ctx.request;
        await greetBusiness(tx, { companyId, userId: ctx.userId, language, requestId });
      }
    }
    await adoptSessions(tx, ctx.userId, companyId);
    return { companyId };
  });
}
