// Verb: stores person, business and role as the sign-in service asserts them.

import type { Db } from '@/db/client';
import {
  findExternalName,
  findFirstCompanyOf,
  findOwnCompanyOf,
  getOrInsertExternalCompany,
  removeLapsedMemberships,
  upsertMembership,
} from '@/db/queries/companies';
import { findUserByIdentity, insertUser, lockIdentity, updateUser } from '@/db/queries/users';
import { sha256 } from '../domain/crypto/sha256';
import type { Role } from '../domain/identity/authority';
import { businessNameFrom } from '../domain/identity/business-name';
import { cleanName } from '../domain/text/clean-name';
import { type Greeting, greetBusiness } from './greet-business';
import { enqueueRename } from './rename-business';

export interface SignInClaims {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** The service states that the address is this person's. Absent: no. */
  isEmailVerified?: boolean;
  role: Role;
  /** The client's own id of the business, when the service sends one. */
  businessId: string | null;
  businessName: string | null;
  /** Further businesses that the service names for this person; the first is the one the sign-in is for. */
  others?: readonly NamedBusiness[];
  /** False: some could not be read, so the person may have more businesses than named. Absent: true. */
  namesAll?: boolean;
  /** Works for the client: sees every business, acts for none. Absent: no. */
  isStaff?: boolean;
}

/** A business that the service names for a person, by the service's own id. */
export interface NamedBusiness {
  id: string;
  name: string | null;
  role: Role;
}

export interface SignedIn {
  userId: string;
  /** The business of this sign-in; null when there is none yet. */
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
    const isStaff = claims.isStaff === true;
    const joined = isStaff ? [] : await joinBusinesses(tx, claims, userId);
    const companyId = joined[0]?.companyId ?? null;
    if (claims.namesAll !== false || isStaff) {
      const keep = joined.map((one) => one.companyId);
      await removeLapsedMemberships(tx, userId, claims.issuer, keep);
    }
    const own = isStaff ? null : (companyId ?? (await findKnown(tx, claims, userId)));
    await updateUser(tx, userId, {
      name: claims.name,
      email: claims.email,
      isEmailVerified: claims.email !== null && claims.isEmailVerified === true,
      suggestedBusinessName: companyId === null && !isStaff ? nameIn(claims.businessName) : null,
      isStaff,
      isSignedIn: true,
    });
    // After the address is stored: a known person may sign in with a new one.
    for (const one of joined) {
      if (one.isNew && greeting !== undefined)
        await greetBusiness(tx, { ...greeting, companyId: one.companyId, userId });
    }
    return { userId, companyId: own };
  });
}

/** In the order of their ids, so that two sign-ins never deadlock. The business of the sign-in comes first. */
async function joinBusinesses(
  tx: Db,
  claims: SignInClaims,
  userId: string,
): Promise<{ companyId: string; isNew: boolean }[]> {
  const { businessId, businessName, role, others = [] } = claims;
  if (businessId === null) return [];
  const named = [{ id: businessId, name: businessName, role }, ...others];
  const joined = new Map<string, { companyId: string; isNew: boolean }>();
  for (const one of [...named].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    joined.set(one.id, await joinBusiness(tx, claims.issuer, userId, one));
  }
  return named.flatMap(({ id }) => joined.get(id) ?? []);
}

/** The id identifies the business; a name that cannot be shown does not create another one. */
async function joinBusiness(
  tx: Db,
  issuer: string,
  userId: string,
  { id: externalId, name, role }: NamedBusiness,
): Promise<{ companyId: string; isNew: boolean }> {
  // Two ids of only invisible characters are two businesses all the same.
  const fallback = cleanName(externalId) ?? `#${sha256(externalId).slice(0, 8)}`;
  const readable = nameIn(name);
  const before = await findExternalName(tx, issuer, externalId);
  const business = await getOrInsertExternalCompany(tx, {
    issuer,
    externalId,
    name: readable,
    fallback,
  });
  await upsertMembership(tx, business.companyId, userId, role);
  if (readable !== null && before !== null && before !== readable) {
    await enqueueRename(tx, { companyId: business.companyId, requestId: crypto.randomUUID() });
  }
  return business;
}

/** A known business, when the service named none that could be read. */
async function findKnown(tx: Db, { namesAll }: SignInClaims, userId: string): Promise<string | null> {
  return namesAll === false ? findFirstCompanyOf(tx, userId) : findOwnCompanyOf(tx, userId);
}

function nameIn(raw: string | null): string | null {
  return raw === null ? null : businessNameFrom(raw);
}
