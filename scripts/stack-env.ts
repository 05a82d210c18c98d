// Environment that points the app at the sandbox, with the variables that point it at Codat and at a bank's sign-in service.
import { z } from 'zod';

const config = z.object({
  apiKey: z.string(),
  url: z.string(),
  smtpUrl: z.string().optional(),
  webhookSecret: z.string(),
  oidc: z.object({ issuer: z.string(), clientId: z.string(), clientSecret: z.string() }),
});
export type SandboxConfig = z.infer<typeof config>;

/** Returns null while the sandbox is not ready. */
export async function fetchSandboxConfig(sandboxUrl: string): Promise<SandboxConfig | null> {
  try {
    const response = await fetch(`${sandboxUrl}/_sandbox/config`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? config.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

interface Facts {
  appUrl: string;
  databaseUrl: string;
  config: SandboxConfig;
  secret: string;
  /** JWK set that signs receipts. */
  receiptKeys: string;
  /** Key that encrypts the secrets of webhook endpoints. */
  outboundKey: string;
  /** Seconds between two refreshes of a page from Codat; as in production when absent. */
  pollSeconds?: number | undefined;
  /** Key that wraps the keys of persons. */
  personKey: string;
  /** Folder for checkpoints; from the environment when absent. */
  checkpoints?: string | undefined;
}

export function appEnv({
  appUrl,
  databaseUrl,
  config: { apiKey, url, oidc, smtpUrl, webhookSecret },
  secret,
  receiptKeys,
  outboundKey,
  pollSeconds,
  personKey,
  checkpoints,
}: Facts): Record<string, string> {
  const origin = new URL(url).origin;
  return {
    ACCORD_MODE: 'demo',
    DATABASE_URL: databaseUrl,
    CODAT_API_KEY: apiKey,
    CODAT_BASE_URL: url,
    CODAT_LINK_ORIGINS: origin,
    CODAT_ASSET_ORIGINS: origin,
    CODAT_LINK_SDK_URL: `${origin}/link-sdk.js`,
    CODAT_WEBHOOK_SECRET: webhookSecret,
    CODAT_UPLOAD_KEYS: 'Accounting=upac,Banking=upbk',
    NEXTAUTH_SECRET: secret,
    RECEIPT_SIGNING_KEYS: receiptKeys,
    OUTBOUND_KEY: outboundKey,
    PERSON_KEY: personKey,
    NEXTAUTH_URL: appUrl,
    ...(checkpoints === undefined ? {} : { CHECKPOINT_DIR: checkpoints }),
    ...(pollSeconds === undefined ? {} : { CODAT_POLL_SECONDS: String(pollSeconds) }),
    ...mailEnv(smtpUrl),
    SIGN_IN_LINK: 'on',
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
    // The sandbox sends the business that a person acts for in a scope of its own.
    OIDC_SCOPE: 'openid profile email business',
  };
}

/** Letters of the demo stay on this machine, unless the operator names a mail server. */
function mailEnv(smtpUrl: string | undefined): Record<string, string> {
  const given = process.env.SMTP_URL?.trim() ?? '';
  return smtpUrl === undefined || given !== ''
    ? {}
    : { SMTP_URL: smtpUrl, MAIL_FROM: 'consent@meridian.example' };
}
