// Membership check: the right to act for a business, by role and by the age of the last sign-in at the service.
import type { Db } from '@/db/client';
import { findMember } from '@/db/queries/companies';
import type { Role } from '../domain/identity/authority';
import { isSignInConfirmed } from '../domain/identity/session-life';
import { machineClock } from '../runtime/clock';
import { getMembershipDays } from '../runtime/env';

/** Signing in again renews it. */
export function actsToday({ issuerSignedInAt }: { issuerSignedInAt: Date | null }): boolean {
  return isSignInConfirmed(issuerSignedInAt, getMembershipDays(), machineClock.now());
}

/** Null for a person who no longer acts for that business. */
export async function findActingMember(
  db: Db,
  companyId: string,
  userId: string,
): Promise<{ name: string; role: Role } | null> {
  const member = await findMember(db, companyId, userId);
  return member !== null && actsToday(member) ? { name: member.name, role: member.role } : null;
}
