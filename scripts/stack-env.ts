// Owns how the app is pointed at the sandbox: by environment alone, as it would be at Codat and at a bank's sign-in.
import { z } from 'zod';

const config = z.object({
  apiKey: z.string(),
  url: z.string(),
  oidc: z.object({ issuer: z.string(), clientId: z.string(), clientSecret: z.string() }),
});
export type SandboxConfig = z.infer<typeof config>;

/** Null while the sandbox is not ready. */
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
}

export function appEnv({
  appUrl,
  databaseUrl,
  config: { apiKey, url, oidc },
  secret,
}: Facts): Record<string, string> {
  const origin = new URL(url).origin;
  return {
    ACCORD_MODE: 'demo',
    DATABASE_URL: databaseUrl,
    CODAT_API_KEY: apiKey,
    CODAT_BASE_URL: url,
    CODAT_LINK_ORIGINS: origin,
    CODAT_ASSET_ORIGINS: origin,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: appUrl,
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
    // The sandbox tells which business a person acts for under a scope of its own.
    OIDC_SCOPE: 'openid profile email business',
  };
}
