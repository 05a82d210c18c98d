// Delegation: a colleague acts with the present rights of the customer who passed the link on.
import type { Db } from '@/db/client';
import type { ShareRow } from '@/db/queries/shares';
import type { Ctx, Tools } from '../context';
import { roleMay } from '../domain/identity/authority';
import { NotFound } from '../errors';
import { findActingMember } from './acting-member';

/**
 * @throws NotFound when that person may no longer invite for the business: then their colleague may not act either
 */
export async function behalfOf(tools: Tools, companyId: string, userId: string): Promise<Ctx> {
  const maker = await findMaker(tools.db, { companyId, createdBy: userId });
  if (maker === null) throw new NotFound('share');
  const { name, role } = maker;
  return { ...tools, companyId, actor: { kind: 'customer', userId, name, role, identified: null } };
}

type Made = Pick<ShareRow, 'companyId' | 'createdBy'>;

/** Whether the maker of a link may still invite: not removed, with a sufficient role, and a recent enough sign-in. */
export async function isBacked(db: Db, share: Made): Promise<boolean> {
  return (await findMaker(db, share)) !== null;
}

async function findMaker(db: Db, { companyId, createdBy }: Made) {
  const member = await findActingMember(db, companyId, createdBy);
  return member !== null && roleMay(member.role, 'share') ? member : null;
}
