// Keys, secrets and addresses that a client needs: deterministic, so that a client can be configured before the start.
import { tokenFrom } from '../random/ids';
import type { SandboxConfig } from './options';

/** The product refuses keys with this prefix in production. */
const KEY_PREFIX = 'sandbox-';

export const API_KEY = `${KEY_PREFIX}${tokenFrom('api key').slice(0, 32)}`;
/** Key of another client: answers 403 instead of 401. */
export const FOREIGN_API_KEY = `${KEY_PREFIX}${tokenFrom('api key of another client').slice(0, 32)}`;
export const OIDC_CLIENT_ID = 'accord';
export const OIDC_CLIENT_SECRET = `${KEY_PREFIX}${tokenFrom('oidc client secret').slice(0, 32)}`;
/** Signs what the first webhook consumer is sent. */
export const WEBHOOK_SECRET = `whsec_${tokenFrom('webhook secret', 'base64')}`;

export function sandboxConfig({ url, smtpUrl }: { url: string; smtpUrl: string | undefined }): SandboxConfig {
  return {
    apiKey: API_KEY,
    url,
    linkSdkUrl: `${url}/link-sdk.js`,
    connectionsSdkUrl: `${url}/connections-sdk.js`,
    webhookSecret: WEBHOOK_SECRET,
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    oidc: { issuer: `${url}/oidc`, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET },
  };
}

export function defaultRedirectUrl(appUrl: string): string {
  const query =
    'companyId={companyId}&connectionId={connectionId}&statusCode={statusCode}' +
    '&errorMessage={errorMessage}&statusText={statusText}&organisation={data.company.companyName}' +
    '&platform={platform}&state={state}';
  return `${appUrl}/connect/return?${query}`;
}
