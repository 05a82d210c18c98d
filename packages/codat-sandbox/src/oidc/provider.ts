// OpenID Connect issuer: one client, code flow with PKCE, its own consent granted by itself.
import { randomBytes } from 'node:crypto';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } from '../config/config';
import { memoryAdapter } from './adapter';
import type { SigningKey } from './keys';
import { OIDC_PATH, REMEMBERED_COOKIE } from './names';
import { claimsOf, type Person } from './personas';

const CALLBACK_PATH = '/api/auth/callback/oidc';
const LOGOUT_PATH = '/api/auth/backchannel-logout';
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const DAY = 24 * 60 * 60;

export interface Issuer {
  provider: Provider;
  /** Everyone who signed in since the start, by subject. */
  people: Map<string, Person>;
}

/** The sign-in page appears every time: a remembered choice would hide who is signed in. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('always_ask', 'a person is chosen at every sign-in', (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

function configuration(appUrl: string, key: SigningKey, people: Map<string, Person>): Configuration {
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: OIDC_CLIENT_ID,
        client_secret: OIDC_CLIENT_SECRET,
        redirect_uris: [`${appUrl}${CALLBACK_PATH}`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        backchannel_logout_uri: `${appUrl}${LOGOUT_PATH}`,
        // ID tokens carry the session id.
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [key] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: REMEMBERED_COOKIE, interaction: '_interaction', resume: '_interaction_resume' },
    },
    scopes: ['openid', 'profile', 'email', 'business'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'locale'],
      email: ['email', 'email_verified'],
      business: ['business_id', 'business_name', 'role', 'staff'],
    },
    // Claims of the scopes go into the id_token, so that a client needs no userinfo call.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: {
      policy: alwaysAsk(),
      url: (_, interaction) => `${OIDC_PATH}/interaction/${interaction.uid}`,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 600,
      Grant: DAY,
      IdToken: 3600,
      Interaction: 3600,
      Session: DAY,
    },
    findAccount(_, sub) {
      const person = people.get(sub);
      return person ? { accountId: sub, claims: () => claimsOf(person) } : undefined;
    },
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      if (!oidc.client || !accountId) return undefined;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
      grant.addOIDCScope('openid profile email business');
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `${out.error}: ${out.error_description ?? ''}`;
    },
  };
}

export function createIssuer(url: string, appUrl: string, key: SigningKey): Issuer {
  const people = new Map<string, Person>();
  const provider = new Provider(`${url}${OIDC_PATH}`, configuration(appUrl, key, people));
  const listed = provider.Client.prototype.redirectUriAllowed;
  // Tests run the application on any free port of this machine.
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(uri: string) {
    if (listed.call(this, uri)) return true;
    if (!URL.canParse(uri)) return false;
    const { protocol, hostname, pathname, search } = new URL(uri);
    return (
      protocol === 'http:' && LOOPBACK_HOSTS.has(hostname) && pathname === CALLBACK_PATH && search === ''
    );
  };
  return { provider, people };
}
