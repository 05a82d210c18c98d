// Owns acting on behalf of the customer who passed a link on: with their part in the business as it is today.
import { findMember } from '@/db/queries/companies';
import type { Ctx, Tools } from '../context';
import { NotFound } from '../errors';

/** @throws NotFound when that person does not act for the business any more: then nobody may on their behalf */
export async function behalfOf(tools: Tools, companyId: string, userId: string): Promise<Ctx> {
  const member = await findMember(tools.db, companyId, userId);
  if (member === null) throw new NotFound('share');
  const { name, role } = member;
  return { ...tools, companyId, actor: { kind: 'customer', userId, name, role, identified: null } };
}
