// The only reader of process.env in app, lib, db and components.
import { z } from 'zod';
import type { AccessRule } from '../domain/connection/access-days';
import type { SealKeys } from '../domain/crypto/seal';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';
import {
  accessFields,
  peopleFields,
  placeFields,
  retentionFields,
  signInFields,
  zoneFor,
} from './env-fields';
import { type AppEnv, environment, receiptKeys } from './env-schema';

export type Env = AppEnv;
export type EnvCheck = { ok: true; env: Env } | { ok: false; problems: string[] };

/**
 * Checks every variable at once.
 * @returns one line per problem, `NAME: problem`; an empty variable counts as missing
 */
export function checkEnv(source: Record<string, string | undefined>): EnvCheck {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (parsed.success) return { ok: true, env: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  };
}

let memo: Env | undefined;

/** The checked environment. Only at request time: a build needs none of it. @throws naming every problem */
export function getEnv(): Env {
  if (memo !== undefined) return memo;
  const check = checkEnv(process.env);
  if (!check.ok) throw new Error(`The environment is not complete:\n${check.problems.join('\n')}`);
  memo = check.env;
  return memo;
}

let zone: string | undefined;
let rules: readonly AccessRule[] | undefined;
let personSeal: SealKeys | undefined;
let signingKeys: ReceiptKeySet | undefined;

/** Separate from the whole environment, like the readers below. If no zone is determined, dates use UTC. */
export function getSiteZone(): string {
  // An empty variable counts as missing.
  const { BRAND_COUNTRY: country, SITE_TIME_ZONE: named } = process.env;
  const given = { BRAND_COUNTRY: country || undefined, SITE_TIME_ZONE: named || undefined };
  zone ??= zoneFor(z.object(placeFields).parse(given)) ?? 'UTC';
  return zone;
}

/** Separate, because commands on a customer's behalf read it too. @returns null if there is no limit */
export function getMembershipDays(): number | null {
  return signInFields.MEMBERSHIP_DAYS.parse(process.env.MEMBERSHIP_DAYS || undefined);
}

/** Separate: queries of connections need it, also in programs without the other variables. */
export function getAccessRules(): readonly AccessRule[] {
  rules ??= accessFields.ACCESS_DAYS.parse(process.env.ACCESS_DAYS);
  return rules;
}

/** Separate, for programs without the other variables. Null: no checkpoints are kept. */
export function getCheckpointDir(): string | null {
  return retentionFields.CHECKPOINT_DIR.parse(process.env.CHECKPOINT_DIR || undefined) ?? null;
}

/** Separate: every reader of the ledger needs it, also in programs without other variables. @throws when it is missing */
export function getPersonSeal(): SealKeys {
  const { PERSON_KEY: key, PERSON_KEY_PREVIOUS: before } = process.env;
  if (personSeal === undefined) {
    const read = z
      .object(peopleFields)
      .safeParse({ PERSON_KEY: key, PERSON_KEY_PREVIOUS: before || undefined });
    if (!read.success) throw new Error(`PERSON_KEY ${read.error.issues[0]?.message ?? ''}`);
    const { PERSON_KEY, PERSON_KEY_PREVIOUS } = read.data;
    personSeal = { keys: [PERSON_KEY, ...(PERSON_KEY_PREVIOUS === undefined ? [] : [PERSON_KEY_PREVIOUS])] };
  }
  return personSeal;
}

/** Separate: commands too accept only events that these keys signed. @throws when they are missing */
export function getSigningKeys(): ReceiptKeySet {
  if (signingKeys === undefined) {
    const read = receiptKeys.safeParse(process.env.RECEIPT_SIGNING_KEYS || undefined);
    if (!read.success) throw new Error(`RECEIPT_SIGNING_KEYS ${read.error.issues[0]?.message ?? ''}`);
    signingKeys = read.data;
  }
  return signingKeys;
}

/** For a process without the app's environment, such as a test. */
export function setSigningKeys(keys: ReceiptKeySet): void {
  signingKeys = keys;
}
