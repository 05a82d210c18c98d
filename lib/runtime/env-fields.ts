// Configuration schema by subject: groups of variables, so that a program can read one group without the rest.

import { z } from 'zod';
import { ACCESS_RULES, type AccessRule, ruleFor } from '../domain/connection/access-days';
import { ROLES, type Role } from '../domain/identity/authority';
import { isTimeZone, zoneOfCountry } from '../domain/text/site-time';

/** The network between a client and this process. */
export const networkFields = {
  /** Proxies in front that append the address they see to X-Forwarded-For, or set it. */
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, 'must be the number of proxies in front of this site, from 0 to 9')
    .default('1')
    .transform(Number),
  /** Whether the proxy in front sets X-Request-Id itself; otherwise a client could choose the ids in the record. */
  TRUST_REQUEST_ID: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
};

/** 32 bytes in base64. */
const sealKey = z
  .string()
  .refine(
    (value) => Buffer.from(value, 'base64').length === 32,
    'must be 32 bytes in base64: openssl rand -base64 32',
  )
  .transform((value) => Buffer.from(value, 'base64'));

const hosts = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((host) => host.trim().toLowerCase() || []))
  .refine(
    (values) => values.every((host) => /^[a-z0-9.:-]+$/.test(host)),
    'must be names or addresses, separated by commas',
  );

/** Outgoing webhooks to the client’s own systems. */
export const outboundFields = {
  OUTBOUND_KEY: sealKey.optional(),
  /** The previous key: it only decrypts. */
  OUTBOUND_KEY_PREVIOUS: sealKey.optional(),
  /** Private hosts that may receive webhooks all the same. Without ports. */
  OUTBOUND_PRIVATE_HOSTS: hosts,
};

/** The key that wraps people's keys, which encrypt their personal data in the ledger. */
export const peopleFields = {
  /**
   * Kept apart from the database and its backups. Losing it erases every name in the
   * ledger.
   */
  PERSON_KEY: z
    .string({ error: 'is missing; it wraps the keys of people: openssl rand -base64 32' })
    .pipe(sealKey),
  /** The previous key: it only unwraps. */
  PERSON_KEY_PREVIOUS: sealKey.optional(),
};

/** Metrics and traces; all are off by default. */
export const measureFields = {
  /** Port of a separate listener for /metrics. */
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port')
    .transform(Number)
    .refine((port) => port > 0 && port < 65_536, 'must be a port')
    .optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Bearer token of /api/metrics; required on the separate port too. */
  METRICS_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  /** The collector of traces, as OTLP over HTTP. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('must be the address of a collector').optional(),
  OTEL_SERVICE_NAME: z.string().default('accord'),
};

/** With less than a week, rows would be deleted before an operator investigates a fault. */
const days = (otherwise: string, least = 7) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number of days, at least ${least}`)
    .default(otherwise)
    .transform(Number)
    .refine((value) => value >= least, `must be a whole number of days, at least ${least}`);

/** Retention of growing tables, and the directory for checkpoints. */
export const retentionFields = {
  /** The texts of Codat's webhooks, after they were applied. */
  KEEP_WEBHOOK_BODIES_DAYS: days('30'),
  /** Finished jobs, delivery attempts, and reconciliation findings. */
  KEEP_WORK_LOG_DAYS: days('90'),
  /** The staff audit trail. */
  KEEP_STAFF_VIEWS_DAYS: days('730', 365),
  /** The decision log: 13 months. */
  KEEP_DECISIONS_DAYS: days('396'),
  /** A directory out of the database's reach, for signed checkpoints of the ledger; none are written without it. */
  CHECKPOINT_DIR: z.string().regex(/^\//, 'must be an absolute path').optional(),
};

/** The home of the site: its country, and the one zone of all dates and times. */
export const placeFields = {
  /** Determines how dates are written, and the zone if the country has only one. */
  BRAND_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be the two letters of a country (ISO 3166), such as GB')
    .default('GB'),
  SITE_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be the name of a time zone, such as Europe/London or America/Toronto')
    .optional(),
};

type Place = { BRAND_COUNTRY: string; SITE_TIME_ZONE?: string | undefined };

/** @returns null if the country has several zones and none is set */
export const zoneFor = ({ BRAND_COUNTRY: country, SITE_TIME_ZONE: zone }: Place): string | null =>
  zone ?? zoneOfCountry(country);

/** Configured pairs come first: `suuo=90`, `*_fr=180`, `natwest_uk=none`. The way of renewing stays as built in. */
const accessRules = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => /^\*?[\w-]{1,64}=([1-9]\d{0,3}|none)$/.test(pair)),
    'must be pairs such as natwest_uk=90,suuo=none: a key of Codat’s integrations, then days or none',
  )
  .transform((pairs): readonly AccessRule[] => [
    ...pairs.map((pair) => {
      const [key = '', days = ''] = pair.split('=');
      const goesOn = ruleFor(ACCESS_RULES, key)?.goesOn ?? 'here';
      return { key, days: days === 'none' ? null : Number(days), goesOn };
    }),
    ...ACCESS_RULES,
  ]);

/** How long access at a platform lasts, where the installation knows better than the built-in table. */
export const accessFields = { ACCESS_DAYS: accessRules };

const OWN: [string, Role][] = ROLES.map((role) => [role, role]);

/** Configured pairs come first: `managing-partner=owner,bookkeeper=accountant`. An unknown role may only read. */
const roles = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => new RegExp(`^[^=]{1,100}=(${ROLES.join('|')})$`).test(pair)),
    `must be pairs such as bookkeeper=accountant: the service’s name of a role, then ${ROLES.join(', ')}`,
  )
  .transform(
    (pairs): ReadonlyMap<string, Role> =>
      new Map([
        ...OWN,
        ...pairs.flatMap((pair): [string, Role][] => {
          const [theirs = '', ours] = pair.split('=');
          const role = ROLES.find((one) => one === ours);
          return role === undefined ? [] : [[theirs.trim().toLowerCase(), role]];
        }),
      ]),
  );

const whole = (what: string, least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `must be a whole number of ${what} from ${least} to ${most}`)
    .default(String(otherwise))
    .transform(Number)
    .refine(
      (value) => value >= least && value <= most,
      `must be a whole number of ${what} from ${least} to ${most}`,
    );

/** The meaning of the sign-in service’s roles here, and the lifetime of a sign-in. */
export const signInFields = {
  OIDC_ROLES: roles,
  /** `on`: a magic link signs in, to read and to stop. */
  SIGN_IN_LINK: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** For this many days after the last sign-in at the service such a link can be requested. */
  SIGN_IN_LINK_DAYS: whole('days', 1, 365, 30),
  /** A session ends after this long without use. */
  SESSION_IDLE_MINUTES: whole('minutes', 5, 720, 60),
  /** A session ends this long after its start, even if used. */
  SESSION_HOURS: whole('hours', 1, 24, 12),
  /** Days since the last sign-in at the service after which a person acts for no business. Signing in renews it. */
  MEMBERSHIP_DAYS: z
    .union([z.literal('off').transform(() => null), whole('days', 1, 3650, 365)], {
      error: 'must be off, or a whole number of days from 1 to 3650',
    })
    .default(365),
};

/** Checks the raw variables. @returns contradictions between them */
export function signInProblems(text: (name: string) => string): { name: string; message: string }[] {
  const [idle, hours] = ['SESSION_IDLE_MINUTES', 'SESSION_HOURS'].map((name) => Number(text(name)));
  if (!((idle || 60) > (hours || 12) * 60)) return [];
  return [{ name: 'SESSION_IDLE_MINUTES', message: 'must not be longer than SESSION_HOURS' }];
}
