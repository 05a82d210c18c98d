import { OIDC_CLIENT_SECRET, WEBHOOK_SECRET } from 'codat-sandbox/config/config';
import { describe, expect, it } from 'vitest';
import { rotateKeys } from '../domain/receipt/receipt-keys';
import { checkEnv } from './env';

const complete = {
  DATABASE_URL: 'postgres://accord:secret@db.example:5432/accord?sslmode=require',
  CODAT_API_KEY: 'live-key',
  NEXTAUTH_SECRET: '9f86d081884c7d659a2feaa0c55ad015',
  PERSON_KEY: Buffer.alloc(32, 1).toString('base64'),
  NEXTAUTH_URL: 'https://consent.bank.example',
  RECEIPT_SIGNING_KEYS: JSON.stringify(rotateKeys(null, new Date())),
  SMTP_URL: 'none',
};

function problemsOf(change: Record<string, string | undefined>): string[] {
  const result = checkEnv({ ...complete, ...change });
  return result.ok ? [] : result.problems;
}

describe('the environment', () => {
  it('needs six variables and fills in the rest', () => {
    const result = checkEnv(complete);
    expect(result).toMatchObject({
      ok: true,
      env: {
        ACCORD_MODE: 'production',
        CODAT_BASE_URL: 'https://api.codat.io',
        CODAT_LINK_ORIGINS: ['https://link-api.codat.io', 'https://link.codat.io'],
        CODAT_ASSET_ORIGINS: ['https://static.codat.io'],
        OIDC_SCOPE: 'openid profile email',
        BRAND_NAME: 'Meridian Bank',
        BRAND_COLOUR: '#1f4fd8',
        BRAND_RADIUS: 12,
        BRAND_COUNTRY: 'GB',
        SITE_TIME_ZONE: 'Europe/London',
      },
    });
  });

  it('names every missing and malformed variable at once', () => {
    const result = checkEnv({ NEXTAUTH_SECRET: 'short', BRAND_COLOUR: 'blue', LOG_LEVEL: 'loud' });
    const names = result.ok ? [] : result.problems.map((line) => line.split(':')[0]).sort();
    expect(names).toEqual([
      'BRAND_COLOUR',
      'CODAT_API_KEY',
      'DATABASE_URL',
      'LOG_LEVEL',
      'NEXTAUTH_SECRET',
      'NEXTAUTH_URL',
      'PERSON_KEY',
      'RECEIPT_SIGNING_KEYS',
      'SMTP_URL',
    ]);
  });

  it('never repeats a value', () => {
    expect(problemsOf({ NEXTAUTH_SECRET: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('takes the zone from the country, and the one that is named before it', () => {
    const zone = (change: Record<string, string>) => {
      const result = checkEnv({ ...complete, ...change });
      return result.ok ? result.env.SITE_TIME_ZONE : result.problems;
    };
    expect(zone({ BRAND_COUNTRY: 'FR' })).toBe('Europe/Paris');
    expect(zone({ BRAND_COUNTRY: 'CA', SITE_TIME_ZONE: 'America/Toronto' })).toBe('America/Toronto');
    expect(zone({ BRAND_COUNTRY: 'CA' })).toEqual([
      'SITE_TIME_ZONE: is missing; CA does not decide it: name it, such as America/Toronto',
    ]);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['SITE_TIME_ZONE: must be', { SITE_TIME_ZONE: 'London' }],
    ['SITE_TIME_ZONE: must be', { SITE_TIME_ZONE: '+01:00' }],
    ['BRAND_COUNTRY: must be', { BRAND_COUNTRY: 'UK ' }],
    ['DATABASE_URL: is missing', { DATABASE_URL: ' ' }],
    ['DATABASE_URL: must be', { DATABASE_URL: 'mysql://x/y' }],
    ['NEXTAUTH_URL: must be an https', { NEXTAUTH_URL: 'http://bank.example' }],
    ['CODAT_API_KEY: is the key of the demo', { CODAT_API_KEY: 'sandbox-abc' }],
    ['CODAT_BASE_URL: must be an https', { CODAT_BASE_URL: 'http://127.0.0.1.evil.example' }],
    ['CODAT_BASE_URL: points at this machine', { CODAT_BASE_URL: 'http://127.0.0.1:3001' }],
    ['OIDC_CLIENT_SECRET: is missing', { OIDC_ISSUER: 'https://id.bank.example', OIDC_CLIENT_ID: 'a' }],
    [
      'OIDC_ISSUER: is the demo sign-in',
      { OIDC_ISSUER: 'http://localhost:3001/oidc', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    ],
    [
      'OIDC_ISSUER: must be an https',
      { OIDC_ISSUER: 'http://id.bank.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    ],
    ['CODAT_LINK_ORIGINS: must be origins', { CODAT_LINK_ORIGINS: 'https://link.codat.io/path' }],
    ['BRAND_LOGO_URL: must be', { BRAND_LOGO_URL: 'javascript:alert(1)' }],
    ['BRAND_LOGO_URL: must be', { BRAND_LOGO_URL: '//evil.example/logo.svg' }],
    ['BRAND_RADIUS: must be', { BRAND_RADIUS: '12px' }],
    ['BRAND_SUPPORT_EMAIL: must be', { BRAND_SUPPORT_EMAIL: 'nobody' }],
    ['ACCORD_MODE: must be', { ACCORD_MODE: 'test' }],
    ['SMTP_URL: is missing', { SMTP_URL: ' ' }],
    ['SMTP_URL: must be', { SMTP_URL: 'https://mail.bank.example', MAIL_FROM: 'consent@bank.example' }],
    ['MAIL_FROM: is missing', { SMTP_URL: 'smtps://u:hunter2@mail.bank.example' }],
    ['MAIL_FROM: must be', { SMTP_URL: 'smtp://mail.bank.example', MAIL_FROM: 'Bank <a@b.example>' }],
    ['CODAT_BASE_URL: points at this machine', { CODAT_BASE_URL: 'https://0.0.0.0' }],
    ['CODAT_BASE_URL: points at this machine', { CODAT_BASE_URL: 'https://[::ffff:127.0.0.1]' }],
    ['CODAT_BASE_URL: points at this machine', { CODAT_BASE_URL: 'https://2130706433' }],
    ['NEXTAUTH_SECRET: can be guessed', { NEXTAUTH_SECRET: 'a'.repeat(40) }],
    ['NEXTAUTH_SECRET: can be guessed', { NEXTAUTH_SECRET: 'password123'.repeat(4) }],
    ['METRICS_TOKEN: can be guessed', { METRICS_TOKEN: '0'.repeat(32) }],
    ['OUTBOUND_KEY: can be guessed', { OUTBOUND_KEY: Buffer.alloc(32).toString('base64') }],
    ['NEXTAUTH_URL: must be https', { NEXTAUTH_URL: 'http://localhost:3000' }],
    ['DATABASE_URL: must have ?sslmode', { DATABASE_URL: 'postgres://a:b@db.example/accord' }],
    [
      'DATABASE_URL: must have ?sslmode',
      { DATABASE_URL: 'postgres://a:b@10.0.0.5:5432/accord?sslmode=prefer' },
    ],
    ['DATABASE_OWNER_URL: must have ?sslmode', { DATABASE_OWNER_URL: 'postgresql://db/accord' }],
    ['CODAT_WEBHOOK_SECRET: is the demo sandbox’s', { CODAT_WEBHOOK_SECRET: WEBHOOK_SECRET }],
    [
      'OIDC_CLIENT_SECRET: is the demo sandbox’s',
      { OIDC_ISSUER: 'https://id.bank.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET },
    ],
    ['ACCORD_ALLOW: may hold', { ACCORD_ALLOW: 'everything' }],
    ['TRUSTED_PROXIES: must be', { TRUSTED_PROXIES: '-1' }],
    ['RECEIPT_SIGNING_KEYS: is missing', { RECEIPT_SIGNING_KEYS: '' }],
    ['RECEIPT_SIGNING_KEYS: must be JSON', { RECEIPT_SIGNING_KEYS: 'hunter2' }],
    ['RECEIPT_SIGNING_KEYS: keys[0] must have kty OKP', { RECEIPT_SIGNING_KEYS: '{"keys":[{}]}' }],
  ])('refuses: %s', (start, change) => {
    const problems = problemsOf(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(start);
  });

  it.each([
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/accord' },
    { DATABASE_URL: 'postgres://a:b@[::1]/accord' },
    { DATABASE_URL: 'postgres://a:b@%2Fvar%2Frun%2Fpostgresql/accord' },
    { DATABASE_URL: 'postgres://a:b@db.example/accord?sslmode=verify-full' },
    { DATABASE_URL: 'postgres://a:b@db/accord', ACCORD_ALLOW: 'plain-database' },
    { NEXTAUTH_URL: 'http://localhost:3000', ACCORD_ALLOW: 'plain-site, plain-database' },
  ])('takes %j', (change) => expect(problemsOf(change)).toEqual([]));

  it('allows the sandbox, its sign-in and http on this machine in the demo', () => {
    expect(
      problemsOf({
        ACCORD_MODE: 'demo',
        CODAT_API_KEY: 'sandbox-abc',
        CODAT_BASE_URL: 'http://127.0.0.1:3001',
        CODAT_LINK_ORIGINS: 'http://127.0.0.1:3001',
        NEXTAUTH_URL: 'http://localhost:3000',
        OIDC_ISSUER: 'http://127.0.0.1:3001/oidc',
        OIDC_CLIENT_ID: 'accord',
        OIDC_CLIENT_SECRET: 'sandbox-def',
      }),
    ).toEqual([]);
  });

  it('ends sessions by limits that make sense together', () => {
    expect(checkEnv(complete)).toMatchObject({
      env: { SESSION_IDLE_MINUTES: 60, SESSION_HOURS: 12, MEMBERSHIP_DAYS: 365 },
    });
    const strict = { SESSION_IDLE_MINUTES: '5', SESSION_HOURS: '1', MEMBERSHIP_DAYS: 'off' };
    expect(checkEnv({ ...complete, ...strict })).toMatchObject({
      env: { SESSION_IDLE_MINUTES: 5, SESSION_HOURS: 1, MEMBERSHIP_DAYS: null },
    });
    for (const [name, wrong] of [
      ['SESSION_IDLE_MINUTES', ['4', '721', '1.5', '-5', 'off', '1e2']],
      ['SESSION_HOURS', ['0', '25', 'never']],
      ['MEMBERSHIP_DAYS', ['0', '3651', 'never', 'OFF']],
    ] as const) {
      for (const value of wrong)
        expect(problemsOf({ [name]: value }).join(), `${name}=${value}`).toContain(name);
    }
    expect(problemsOf({ SESSION_IDLE_MINUTES: '120', SESSION_HOURS: '1' })).toEqual([
      'SESSION_IDLE_MINUTES: must not be longer than SESSION_HOURS',
    ]);
  });
});
