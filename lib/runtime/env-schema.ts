// Configuration schema: every variable of Accord with its default, and the values that production refuses.
import { z } from 'zod';
import { readKeySet } from '../domain/receipt/receipt-keys';
import {
  accessFields,
  measureFields,
  networkFields,
  outboundFields,
  peopleFields,
  placeFields,
  retentionFields,
  signInFields,
  signInProblems,
  zoneFor,
} from './env-fields';
import { isThisMachine, productionFields, productionProblems } from './env-production';

const missing = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `is missing; it is ${what}` : `is not valid; it is ${what}`,
});

function parseUrl(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

export function isLoopback(value: string): boolean {
  return isThisMachine(parseUrl(value)?.hostname ?? '');
}

const isHttp = (value: string) => /^https?:$/.test(parseUrl(value)?.protocol ?? '');
const isHttpsOrLoopback = (value: string) =>
  parseUrl(value)?.protocol === 'https:' || (isHttp(value) && isLoopback(value));

function isMailServer(value: string): boolean {
  const url = parseUrl(value);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

const httpUrl = (what: string) =>
  z.string(missing(what)).refine(isHttpsOrLoopback, 'must be an https address (http only on this machine)');

const databaseUrl = z
  .string(missing('the address of Postgres, postgres://user:password@host:5432/name'))
  .refine(
    (value) => /^postgres(ql)?:$/.test(parseUrl(value)?.protocol ?? ''),
    'must be a postgres:// address',
  );

const origins = (list: string) =>
  z
    .string()
    .default(list)
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine(
      (values) => values.every((origin) => isHttpsOrLoopback(origin) && parseUrl(origin)?.origin === origin),
      'must be origins such as https://example.com, separated by commas',
    );

export const receiptKeys = z
  .string(missing('the JWK set that signs receipts; npm run receipts:rotate prints one'))
  .transform((text, ctx) => {
    const check = readKeySet(text);
    if (check.ok) return check.keys;
    ctx.addIssue({ code: 'custom', message: check.problem, input: undefined });
    return z.NEVER;
  });

/** Pairs such as `lending=lending-decisions`: Accord's product id, then Codat's. */
const productIds = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => /^[a-z0-9-]+=[\w-]+$/i.test(pair)),
    'must be pairs such as lending=lending-decisions, separated by commas',
  )
  .transform((pairs): Record<string, string> => Object.fromEntries(pairs.map((pair) => pair.split('='))));

/** Pairs such as `Accounting=upac`: a source type, then Codat's key of the integration for its files. */
const uploadKeys = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => /^(Accounting|Banking)=[a-zA-Z0-9][\w-]{0,63}$/.test(pair)),
    'must be pairs such as Accounting=abcd,Banking=efgh',
  )
  .transform(
    (pairs): Partial<Record<'Accounting' | 'Banking', string>> =>
      Object.fromEntries(pairs.map((pair) => pair.split('='))),
  );

const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be the signing secret of the webhook consumer, whsec_…');

const fields = z.object({
  ACCORD_MODE: z.enum(['production', 'demo'], { error: 'must be production or demo' }).default('production'),
  ACCORD_WORKER: z.enum(['inside', 'alone'], { error: 'must be inside or alone' }).default('inside'),
  /** How long a process accepts requests after it was told to end, so that load balancers notice. */
  ACCORD_LINGER_SECONDS: z
    .string()
    .regex(/^(\d|1\d|20)$/, 'must be a whole number of seconds from 0 to 20')
    .default('2')
    .transform(Number),
  ...networkFields,
  ...productionFields,
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl.optional(),
  CODAT_API_KEY: z.string(missing('the API key from the Codat portal')),
  CODAT_BASE_URL: httpUrl('the address of the Codat API').default('https://api.codat.io'),
  CODAT_LINK_ORIGINS: origins('https://link-api.codat.io,https://link.codat.io'),
  CODAT_ASSET_ORIGINS: origins('https://static.codat.io'),
  CODAT_LINK_SDK_URL: httpUrl('the address of Codat’s embedded Link').default('https://link-sdk.codat.io'),
  CODAT_SYNC_PRODUCTS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  CODAT_PRODUCT_IDS: productIds,
  CODAT_UPLOAD_KEYS: uploadKeys,
  /** The share of Codat's daily quota of calls that reconciliation may use. */
  CODAT_RECONCILE_PERCENT: z
    .string()
    .regex(/^(\d{1,2}|100)$/, 'must be a whole number from 0 to 100')
    .default('10')
    .transform(Number),
  /** Seconds between two polls of pages about one business. 0: each view polls. */
  CODAT_POLL_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number of seconds from 0 to 999')
    .default('15')
    .transform(Number),
  /** Days after which people are reminded, once, of an abandoned connection; 0: never. */
  REMIND_UNFINISHED_DAYS: z
    .string()
    .regex(/^([0-9]|[12]\d)$/, 'must be a whole number from 0 to 29')
    .default('2')
    .transform(Number),
  CODAT_WEBHOOK_SECRET: webhookSecret.optional(),
  /** The previous secret, while it is being changed at Codat. */
  CODAT_WEBHOOK_SECRET_PREVIOUS: webhookSecret.optional(),
  ...outboundFields,
  ...measureFields,
  ...retentionFields,
  ...placeFields,
  ...accessFields,
  ...peopleFields,
  ...signInFields,
  NEXTAUTH_SECRET: z
    .string(missing('a random text of at least 32 characters'))
    .min(32, 'must have at least 32 characters'),
  NEXTAUTH_URL: httpUrl('the public address of this site'),
  RECEIPT_SIGNING_KEYS: receiptKeys,
  OIDC_ISSUER: httpUrl('the address of the sign-in service').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z.string().default('openid profile email'),
  OIDC_CLAIM_BUSINESS_ID: z.string().default('business_id'),
  OIDC_CLAIM_BUSINESS_NAME: z.string().default('business_name'),
  OIDC_CLAIM_ROLE: z.string().default('role'),
  OIDC_CLAIM_STAFF: z.string().default('staff'),
  SMTP_URL: z
    .string()
    .refine(
      (value) => value === 'none' || isMailServer(value),
      'must be smtp://user:password@host:587, smtps://…, or none to send no mail',
    )
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  BRAND_NAME: z.string().default('Meridian Bank'),
  BRAND_COLOUR: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f4fd8')
    .default('#1f4fd8'),
  BRAND_LOGO_URL: z
    .string()
    .refine(
      (value) => /^\/(?!\/)/.test(value) || isHttpsOrLoopback(value),
      'must be an https address or a path on this site',
    )
    .optional(),
  /** Codat's own picture for «Powered by Codat»; text is shown without it. */
  CODAT_POWERED_BY_URL: z
    .string()
    .refine(
      (value) => /^\/(?!\/)/.test(value) || isHttpsOrLoopback(value),
      'must be an https address or a path on this site',
    )
    .optional(),
  BRAND_RADIUS: z
    .string()
    .regex(/^\d{1,2}$/, 'must be a number of pixels from 0 to 99')
    .transform(Number)
    .default(12),
  BRAND_SUPPORT_EMAIL: z.email('must be an e-mail address').default('support@meridian.example'),
  /** Where customers may complain about the use of their data. */
  BRAND_AUTHORITY_NAME: z.string().default('Information Commissioner’s Office'),
  BRAND_AUTHORITY_URL: httpUrl('the address of the data protection authority').default('https://ico.org.uk'),
  BRAND_SUPPORT_PHONE: z.string().default('+44 20 7946 0000'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

/** Reads the raw variables, so that it reports even when another variable is malformed. */
const together = z.looseObject({}).superRefine((raw, ctx) => {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === 'string' ? value : '';
  };
  const problem = (name: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [name], message, input: undefined });

  const group = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const absent = group.filter((name) => text(name) === '');
  if (absent.length < group.length) {
    for (const name of absent) problem(name, 'is missing; the three OIDC variables belong together');
  }
  const mail = text('SMTP_URL');
  if (mail !== '' && mail !== 'none' && text('MAIL_FROM') === '') {
    problem('MAIL_FROM', 'is missing; it is the address that letters come from');
  }
  for (const { name, message } of signInProblems(text)) problem(name, message);
  if (text('ACCORD_MODE') === 'demo') return;
  for (const { name, message } of productionProblems(text)) problem(name, message);
  // Receipts and reminders are a duty to people: sending no mail must be an operator's explicit decision.
  if (mail === '') {
    problem(
      'SMTP_URL',
      'is missing; it is the mail server, smtp://user:password@host:587, or none to send no mail',
    );
  }
  if (text('CODAT_API_KEY').startsWith('sandbox-')) {
    problem('CODAT_API_KEY', 'is the key of the demo sandbox; production needs one from the Codat portal');
  }
  if (isLoopback(text('CODAT_BASE_URL'))) {
    problem('CODAT_BASE_URL', 'points at this machine; production talks to Codat');
  }
  if (isLoopback(text('OIDC_ISSUER'))) {
    problem('OIDC_ISSUER', 'is the demo sign-in on this machine; production needs your own sign-in service');
  }
});

export type AppEnv = z.infer<typeof fields> & { SITE_TIME_ZONE: string };

/** Both parts always run, so that all problems are reported at once. */
export const environment = z.unknown().transform((raw, ctx): AppEnv => {
  const rules = together.safeParse(raw);
  const parsed = fields.safeParse(raw);
  for (const result of [parsed, rules]) {
    for (const issue of result.error?.issues ?? []) {
      ctx.addIssue({ code: 'custom', path: issue.path, message: issue.message, input: undefined });
    }
  }
  if (!parsed.success || !rules.success) return z.NEVER;
  const zone = zoneFor(parsed.data);
  if (zone !== null) return { ...parsed.data, SITE_TIME_ZONE: zone };
  const message = `is missing; ${parsed.data.BRAND_COUNTRY} does not decide it: name it, such as America/Toronto`;
  ctx.addIssue({ code: 'custom', path: ['SITE_TIME_ZONE'], message, input: undefined });
  return z.NEVER;
});
