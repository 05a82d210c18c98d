// Owns the first act of a new person: naming the business they act for.
import { findFirstCompanyOf, insertCompany, upsertMembership } from '@/db/queries/companies';
import { adoptSessions } from '@/db/queries/sessions';
import { lockUser } from '@/db/queries/users';
import type { PersonCtx } from '../context';

/**
 * Creates the business and makes the person its owner. A second call, from another tab or a double click, changes
 * nothing and gives the first business back.
 * @param name as cleaned by `parseBusinessName`
 */
export async function createBusiness(
  ctx: PersonCtx,
  input: { name: string },
): Promise<{ companyId: string }> {
  return ctx.db.transaction(async (tx) => {
    await lockUser(tx, ctx.userId);
    const existing = await findFirstCompanyOf(tx, ctx.userId);
    const companyId = existing ?? (await insertCompany(tx, input.name));
    if (existing === null) await upsertMembership(tx, companyId, ctx.userId, 'owner');
    await adoptSessions(tx, ctx.userId, companyId);
    return { companyId };
  });
}
