// Tolerant reader of the sign-in service's claims: numbers, lists and capitals are accepted. Pure; claim names are configured.
import type { NamedBusiness, SignInClaims } from '../company/record-sign-in';
import { ROLES, type Role } from '../domain/identity/authority';
import { cleanName, NAME_MAX, PERSON_MAX } from '../domain/text/clean-name';

export interface ClaimNames {
  businessId: string;
  businessName: string;
  role: string;
  staff: string;
}

/** The service's statements about the sign-in itself (OpenID Connect Core, 2). */
export interface SaidOfSession {
  acr: string | null;
  amr: string[];
  issuerSid: string | null;
  /** When the person was authenticated; null if the service does not say. */
  authenticatedAt: Date | null;
}

/** From the service's name of a role, in lower case, to the role here. */
export type RoleNames = ReadonlyMap<string, Role>;

export interface ReadClaims {
  claims: SignInClaims;
  said: SaidOfSession;
  /** Names of claims that are present but could not be understood. */
  unreadable: string[];
}

const LONGEST = 300;
const MOST_BUSINESSES = 500;
/** The name of a person whose every name is invisible. */
const NAMELESS = '–';
const MOST_METHODS = 20;

/** @returns null when the token does not identify the person */
export function readClaims(
  issuer: string,
  claims: Record<string, unknown>,
  names: ClaimNames,
  roles: RoleNames,
): ReadClaims | null {
  const subject = text(claims.sub);
  if (subject === null) return null;
  const unreadable: string[] = [];
  /** Notes a claim that is present but could not be understood. */
  const note = <T>(name: string, value: T | null): T | null => {
    if (value === null && isSaid(claims[name])) unreadable.push(name);
    return value;
  };
  const email = note('email', text(claims.email));
  const name = note('name', readable(claims.name, PERSON_MAX));
  // The least rights if the service names no role.
  const role = note(names.role, roleIn(claims[names.role], roles)) ?? 'viewer';
  const businessName = note(names.businessName, readable(claims[names.businessName]));
  const listed = asList(claims[names.businessId]).filter(isSaid);
  const read = listed.slice(0, MOST_BUSINESSES).map((each) => businessIn(each, role, roles));
  const businesses = uniqueById(read.filter((each) => each !== null));
  const isWhole = read.length === listed.length && read.every((each) => each !== null);
  if (!isWhole) unreadable.push(names.businessId);
  const [main, ...others] = businesses;
  // A single name next to a list of businesses belongs to none of them.
  const nameBeside = listed.length > 1 ? null : businessName;
  return {
    claims: {
      issuer,
      subject,
      name: name ?? cleanName(email ?? subject, PERSON_MAX) ?? NAMELESS,
      email,
      isEmailVerified: email !== null && note('email_verified', yesOrNo(claims.email_verified)) === true,
      role: main?.role ?? role,
      businessId: main?.id ?? null,
      businessName: main?.name ?? nameBeside,
      others,
      // An unreadable claim removes no right.
      namesAll: isWhole,
      isStaff: note(names.staff, yesOrNo(claims[names.staff])) === true,
    },
    said: saidOfSession(claims),
    unreadable: [...new Set(unreadable)],
  };
}

function saidOfSession({ acr, amr, sid, auth_time: time }: Record<string, unknown>): SaidOfSession {
  const seconds = typeof time === 'number' && time > 0 && time < MOST_SECONDS ? time : null;
  return {
    acr: readable(acr),
    amr: asList(amr)
      .slice(0, MOST_METHODS)
      .flatMap((each) => readable(each) ?? []),
    issuerSid: text(sid),
    authenticatedAt: seconds === null ? null : new Date(seconds * 1000),
  };
}

/** The year 9999: later moments cannot be stored. */
const MOST_SECONDS = 253_370_764_800;

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== '';

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** A single value, or the only value of a list. */
const alone = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

function text(value: unknown): string | null {
  const one = alone(value);
  if (typeof one === 'number' && Number.isSafeInteger(one)) return String(one);
  return typeof one === 'string' && one.trim() !== '' && one.length <= LONGEST ? one.trim() : null;
}

/** Text for people as one clean line; null if nothing in it is readable. */
function readable(value: unknown, max = NAME_MAX): string | null {
  const one = alone(value);
  return cleanName(typeof one === 'string' ? one : (text(one) ?? ''), max);
}

/** Some services send every claim as text, and some as a list. Null for anything else than yes or no. */
function yesOrNo(value: unknown): boolean | null {
  const one = alone(value);
  if (Array.isArray(one) && one.length === 0) return false;
  const word = typeof one === 'string' ? one.trim().toLowerCase() : one;
  if (word === true || word === 1 || word === 'true' || word === '1') return true;
  if (word === false || word === 0 || word === 'false' || word === '0') return false;
  return null;
}

/**
 * Of several roles the one with most rights: a service that lists several grants them all.
 * Roles of other sites are ignored.
 */
function roleIn(value: unknown, roles: RoleNames): Role | null {
  const given = asList(value).flatMap((each) => roles.get(text(each)?.toLowerCase() ?? '') ?? []);
  return ROLES.find((role) => given.includes(role)) ?? null;
}

/** An id, or an object with an id and perhaps a name and a role of its own. */
function businessIn(value: unknown, role: Role, roles: RoleNames): NamedBusiness | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const id = text(value);
    return id === null ? null : { id, name: null, role };
  }
  const entry = new Map(Object.entries(value));
  const id = text(entry.get('id'));
  if (id === null) return null;
  const own = entry.get('role');
  // An unknown role for this business is not replaced by the general one, which may have more rights.
  const ownRole = isSaid(own) ? (roleIn(own, roles) ?? 'viewer') : role;
  return { id, name: readable(entry.get('name')), role: ownRole };
}

function uniqueById(list: NamedBusiness[]): NamedBusiness[] {
  return [...new Map(list.map((each) => [each.id, each])).values()];
}
