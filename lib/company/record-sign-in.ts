// Owns what happens when the sign-in service says who somebody is: person, business and role are kept as it says.
import type { Db } from '@/db/client';
import {
  findExternalName,
  findOwnCompanyOf,
  getOrInsertExternalCompany,
  type Role,
  removeLapsedMemberships,
  upsertMembership,
} from '@/db/queries/companies';
import { findUserByIdentity, insertUser, lockIdentity, updateUser } from '@/db/queries/users';
import { BUSINESS_NAME_MAX, businessNameFrom } from '../domain/business-name';
import { type Greeting, greetBusiness } from './greet-business';
import { oweRename } from './rename-business';

export interface SignInClaims {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** The service vouches that the address is this person's. Absent: no. */
  isEmailVerified?: boolean;
  role: Role;
  /** The client's own id of the business, when the service sends one. */
  businessId: string | null;
  businessName: string | null;
  /** Works for the client: sees every business, acts for none. Absent: no. */
  isStaff?: boolean;
}

export interface SignedIn {
  userId: string;
  /** The business this sign-in is for; null when there is none yet. */
  companyId: string | null;
}

/**
 * Safe when many sign-ins of one person or one business happen at once.
 * A business that the service no longer names for this person is closed to them, in open sessions too.
 * @param greeting when given, a business that is new here is welcomed with a letter to this person
 */
export async function recordSignIn(db: Db, claims: SignInClaims, greeting?: Greeting): Promise<SignedIn> {
  return db.transaction(async (tx) => {
    await lockIdentity(tx, claims.issuer, claims.subject);
    const known = await findUserByIdentity(tx, claims.issuer, claims.subject);
    const userId = known?.id ?? (await insertUser(tx, claims));
    const name = claims.businessName === null ? null : businessNameFrom(claims.businessName);
    const isStaff = claims.isStaff === true;
    const joined =
      claims.businessId === null || isStaff
        ? null
        : await joinBusiness(tx, claims, userId, name, claims.businessId);
    const companyId = joined?.companyId ?? null;
    await removeLapsedMemberships(tx, userId, claims.issuer, companyId);
    const own = isStaff ? null : (companyId ?? (await findOwnCompanyOf(tx, userId)));
    await updateUser(tx, userId, {
      name: claims.name,
      email: claims.email,
      isEmailVerified: claims.email !== null && claims.isEmailVerified === true,
      suggestedBusinessName: companyId === null && !isStaff ? name : null,
      isStaff,
    });
    // After the address is kept: a person who is known here may come with another one.
    if (joined?.isNew === true && greeting !== undefined) {
      await greetBusiness(tx, { ...greeting, companyId: joined.companyId, userId });
    }
    return { userId, companyId: own };
  });
}

/** The id decides which business it is; a name that cannot be shown never makes it another one. */
async function joinBusiness(
  tx: Db,
  claims: SignInClaims,
  userId: string,
  name: string | null,
  externalId: string,
): Promise<{ companyId: string; isNew: boolean }> {
  const fallback = externalId.slice(0, BUSINESS_NAME_MAX);
  const before = await findExternalName(tx, claims.issuer, externalId);
  const business = await getOrInsertExternalCompany(tx, {
    issuer: claims.issuer,
    externalId,
    name,
    fallback,
  });
  await upsertMembership(tx, business.companyId, userId, claims.role);
  if (name !== null && before !== null && before !== name) {
    await oweRename(tx, { companyId: business.companyId, requestId: crypto.randomUUID() });
  }
  return business;
}
