// Owns what happens when the sign-in service says who somebody is: person, business and role are kept as it says.
import type { Db } from '@/db/client';
import { getOrInsertExternalCompany, type Role, upsertMembership } from '@/db/queries/companies';
import { findUserByIdentity, insertUser, lockIdentity, updateUser } from '@/db/queries/users';
import { parseBusinessName } from '../domain/business-name';

export interface SignInClaims {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  role: Role;
  /** The client's own id of the business, when the service sends one. */
  businessId: string | null;
  businessName: string | null;
}

/** Safe when many sign-ins of one person or one business happen at once. @returns our id of the person */
export async function recordSignIn(db: Db, claims: SignInClaims): Promise<string> {
  return db.transaction(async (tx) => {
    await lockIdentity(tx, claims.issuer, claims.subject);
    const known = await findUserByIdentity(tx, claims.issuer, claims.subject);
    const userId = known?.id ?? (await insertUser(tx, claims));
    const name = claims.businessName === null ? null : parseBusinessName(claims.businessName);
    const businessName = name?.ok ? name.name : null;
    if (claims.businessId === null || businessName === null) {
      await updateUser(tx, userId, {
        name: claims.name,
        email: claims.email,
        suggestedBusinessName: businessName,
      });
      return userId;
    }
    const companyId = await getOrInsertExternalCompany(tx, {
      issuer: claims.issuer,
      externalId: claims.businessId,
      name: businessName,
    });
    await upsertMembership(tx, companyId, userId, claims.role);
    await updateUser(tx, userId, { name: claims.name, email: claims.email, activeCompanyId: companyId });
    return userId;
  });
}
