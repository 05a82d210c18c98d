// Owns reading the sign-in service's claims. Pure; the names of the claims are configured.
import type { SignInClaims } from '../company/record-sign-in';

export interface ClaimNames {
  businessId: string;
  businessName: string;
  role: string;
  staff: string;
}

const ROLES = ['owner', 'director', 'delegate', 'accountant'] as const;

/** @returns null when the token does not say who the person is */
export function readClaims(
  issuer: string,
  claims: Record<string, unknown>,
  names: ClaimNames,
): SignInClaims | null {
  const subject = text(claims.sub);
  if (subject === null) return null;
  const email = text(claims.email);
  const role = ROLES.find((r) => r === claims[names.role]);
  return {
    issuer,
    subject,
    name: text(claims.name) ?? email ?? subject,
    email,
    isEmailVerified: email !== null && isYes(claims.email_verified),
    // Least rights when the service does not say: a delegate acts on somebody's behalf.
    role: role ?? 'delegate',
    businessId: text(claims[names.businessId]),
    businessName: text(claims[names.businessName]),
    isStaff: isYes(claims[names.staff]),
  };
}

/** Some services send every claim as text. */
const isYes = (claim: unknown) => claim === true || claim === 'true';

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 300 ? value.trim() : null;
}
