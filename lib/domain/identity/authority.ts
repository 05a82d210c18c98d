// Authority matrix: the rights of each role and of each way of signing in; anything unknown may only read.

export const RIGHTS = ['look', 'end', 'change', 'connect', 'files', 'share', 'agree', 'delete'] as const;
/**
 * `end`: stop or pause reading, revoke a link. `change`: resume, reconfirm. `files`: send files. `share`: make a
 * delegated link. `agree`: bind the business.
 */
export type Right = (typeof RIGHTS)[number];

/** By rights, most first. */
export const ROLES = ['owner', 'director', 'delegate', 'accountant', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const ALL = RIGHTS;
const MAY: Record<Role, readonly Right[]> = {
  owner: ALL,
  director: ALL,
  // Manages existing agreements, and can always stop them.
  delegate: ['look', 'end', 'change', 'connect', 'files', 'share'],
  // Connects and uploads under existing agreements.
  accountant: ['look', 'connect', 'files'],
  viewer: ['look'],
};

/** The way a person was identified. */
export const IDENTIFICATION_METHODS = ['issuer', 'mail-link', 'demo'] as const;
export type IdentificationMethod = (typeof IDENTIFICATION_METHODS)[number];

export interface Identification {
  method: IdentificationMethod;
  at: Date;
  /** The strength of authentication that the sign-in service stated; null and empty when it stated none. */
  acr: string | null;
  amr: readonly string[];
}

/** A person with access to another's mailbox may read and stop, but nothing irreversible. */
const BY_METHOD: Record<IdentificationMethod, readonly Right[]> = {
  issuer: ALL,
  demo: ALL,
  'mail-link': ['look', 'end'],
};

export interface Authority {
  role: Role;
  /** Null without a session: a delegated link acts for the person who made it. */
  identified: Pick<Identification, 'method'> | null;
}

/** `role`: another person of the business may. `step-up`: this person may, after signing in at the service. */
export type Verdict = 'yes' | 'role' | 'step-up';

export function decideRight({ role, identified }: Authority, right: Right): Verdict {
  if (!roleMay(role, right)) return 'role';
  return identified === null ? 'yes' : decideMethod(identified.method, right);
}

/** The same for a person without a business: no role is checked. */
export function decideMethod(method: IdentificationMethod, right: Right): Verdict {
  return (BY_METHOD[method] ?? ['look']).includes(right) ? 'yes' : 'step-up';
}

/** @param role as stored: an unknown one may only read */
export function roleMay(role: Role, right: Right): boolean {
  return (Object.hasOwn(MAY, role) ? MAY[role] : MAY.viewer).includes(right);
}

export function rolesThatMay(right: Right): Role[] {
  return ROLES.filter((role) => roleMay(role, right));
}
