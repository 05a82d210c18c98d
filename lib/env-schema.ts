// Owns which variables configure Accord, their defaults, and what production refuses.
import { z } from 'zod';

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
  const host = parseUrl(value)?.hostname ?? '';
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

const isHttp = (value: string) => /^https?:$/.test(parseUrl(value)?.protocol ?? '');
const isHttpsOrLoopback = (value: string) =>
  parseUrl(value)?.protocol === 'https:' || (isHttp(value) && isLoopback(value));

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

const fields = z.object({
  ACCORD_MODE: z.enum(['production', 'demo'], { error: 'must be production or demo' }).default('production'),
  ACCORD_WORKER: z.enum(['inside', 'alone'], { error: 'must be inside or alone' }).default('inside'),
  DATABASE_URL: databaseUrl,
  CODAT_API_KEY: z.string(missing('the API key from the Codat portal')),
  CODAT_BASE_URL: httpUrl('the address of the Codat API').default('https://api.codat.io'),
  CODAT_LINK_ORIGINS: origins('https://link-api.codat.io,https://link.codat.io'),
  CODAT_ASSET_ORIGINS: origins('https://static.codat.io'),
  NEXTAUTH_SECRET: z
    .string(missing('a random text of at least 32 characters'))
    .min(32, 'must have at least 32 characters'),
  NEXTAUTH_URL: httpUrl('the public address of this site'),
  OIDC_ISSUER: httpUrl('the address of the sign-in service').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z.string().default('openid profile email'),
  OIDC_CLAIM_BUSINESS_ID: z.string().default('business_id'),
  OIDC_CLAIM_BUSINESS_NAME: z.string().default('business_name'),
  OIDC_CLAIM_ROLE: z.string().default('role'),
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

/** Sees the raw variables, so that it speaks even when another variable is malformed. */
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
  if (text('ACCORD_MODE') === 'demo') return;
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

export type AppEnv = z.infer<typeof fields>;

/** Both halves are always run, so that all problems come at once. */
export const environment = z.unknown().transform((raw, ctx): AppEnv => {
  const rules = together.safeParse(raw);
  const parsed = fields.safeParse(raw);
  for (const result of [parsed, rules]) {
    for (const issue of result.error?.issues ?? []) {
      ctx.addIssue({ code: 'custom', path: issue.path, message: issue.message, input: undefined });
    }
  }
  return parsed.success && rules.success ? parsed.data : z.NEVER;
});
