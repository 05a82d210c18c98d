// Tests of the issuer: the whole code flow, by a common client library.
import { type BaseClient, custom, generators, Issuer } from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locationOf, startForTest, type TestSandbox } from '../../test/client';
import { REMEMBERED_COOKIE } from './names';

const CALLBACK = 'http://127.0.0.1:3000/api/auth/callback/oidc';
let sandbox: TestSandbox;
let client: BaseClient;

beforeAll(async () => {
  sandbox = await startForTest();
  // The library that next-auth 4 brings along; discovery and all checks are its own.
  // The first request loads the issuer's library, which on a busy machine takes longer than the client's 3.5 seconds.
  custom.setHttpOptionsDefaults({ timeout: 120_000 });
  const issuer = await Issuer.discover(sandbox.config.oidc.issuer);
  client = new issuer.Client({
    client_id: sandbox.config.oidc.clientId,
    client_secret: sandbox.config.oidc.clientSecret,
    redirect_uris: [CALLBACK],
    response_types: ['code'],
  });
});
afterAll(() => sandbox.close());

/** A browser for the length of one test: keeps cookies by path, follows nothing by itself. */
function browser(language = 'en') {
  const jar = new Map<string, { path: string; pair: string }>();
  return async (url: string, form?: Record<string, string>): Promise<Response> => {
    const { pathname } = new URL(url);
    const fitting = [...jar.values()].filter(({ path }) => pathname.startsWith(path));
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: fitting.map(({ pair }) => pair).join('; '), 'accept-language': language },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const path = /;\s*path=([^;]*)/i.exec(cookie)?.[1] ?? '/';
      jar.set(`${pair.split('=')[0]} ${path}`, { path, pair });
    }
    return response;
  };
}

type Open = ReturnType<typeof browser>;

function request(redirectUri = CALLBACK) {
  const checks = {
    state: generators.state(),
    nonce: generators.nonce(),
    code_verifier: generators.codeVerifier(),
  };
  const url = client.authorizationUrl({
    scope: 'openid profile email business',
    redirect_uri: redirectUri,
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: generators.codeChallenge(checks.code_verifier),
    code_challenge_method: 'S256',
  });
  return { url, checks };
}

/** Up to the persona page. */
async function arrive(open: Open, url: string): Promise<string> {
  return locationOf(await open(url), sandbox.url);
}

async function signIn(form: Record<string, string>, redirectUri = CALLBACK, open = browser()) {
  const { url, checks } = request(redirectUri);
  const page = await arrive(open, url);
  expect((await open(page)).status).toBe(200);
  const resume = locationOf(await open(`${page}/login`, form), sandbox.url);
  const back = locationOf(await open(resume), sandbox.url);
  expect(back.startsWith(redirectUri)).toBe(true);
  const tokens = await client.callback(redirectUri, client.callbackParams(back), checks);
  return { claims: tokens.claims(), tokens };
}

describe('signing in', () => {
  it('as a persona with a business of its own', async () => {
    const { claims, tokens } = await signIn({ persona: 'persona-priya-shah' });
    expect(claims).toMatchObject({
      sub: 'persona-priya-shah',
      name: 'Priya Shah',
      email_verified: true,
      locale: 'en',
      role: 'director',
      business_id: 'harbour-bikes',
      business_name: 'Harbour Bikes',
    });
    const [head = ''] = (tokens.id_token ?? '').split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'RS256' });
    expect(await client.userinfo(tokens)).toMatchObject({ sub: claims.sub, email: claims.email });
  });

  it('as a persona whose business is only a name yet', async () => {
    const { claims } = await signIn({ persona: 'persona-luc-tremblay' });
    expect(claims).toMatchObject({ locale: 'fr', role: 'owner', business_name: 'Boulangerie Tremblay' });
    expect(claims).not.toHaveProperty('business_id');
  });

  it('as someone new, the same person for the same e-mail', async () => {
    const first = await signIn({ name: 'Ada Test', email: 'Ada@Example.org' });
    expect(first.claims).toMatchObject({ name: 'Ada Test', email: 'ada@example.org', email_verified: true });
    expect(first.claims).not.toHaveProperty('business_name');
    const again = await signIn(
      { name: 'Ada', email: 'ada@example.org' },
      'http://localhost:45678/api/auth/callback/oidc',
    );
    expect(again.claims.sub).toBe(first.claims.sub);
    const other = await signIn({ name: 'Bob', email: 'bob@example.org' });
    expect(other.claims.sub).not.toBe(first.claims.sub);
  });

  it('in two tabs at once, each ending as whom it chose', async () => {
    const open = browser();
    const tabs = [request(), request()];
    const pages = [];
    for (const { url } of tabs) pages.push(await arrive(open, url));
    for (const [index, persona] of ['persona-tom-reed', 'persona-maya-okafor'].entries()) {
      const resume = locationOf(await open(`${pages[index]}/login`, { persona }), sandbox.url);
      const back = locationOf(await open(resume), sandbox.url);
      const checks = tabs[index]?.checks ?? {};
      const tokens = await client.callback(CALLBACK, client.callbackParams(back), checks);
      expect(tokens.claims().sub).toBe(persona);
    }
  });

  it('asks again every time in the same browser', async () => {
    const open = browser();
    await signIn({ persona: 'persona-maya-okafor' }, CALLBACK, open);
    const { claims } = await signIn({ persona: 'persona-tom-reed' }, CALLBACK, open);
    expect(claims.sub).toBe('persona-tom-reed');
  });
});

describe('signing out', () => {
  it('asks first, and then ends the session, for a client that sends no ID token', async () => {
    const open = browser();
    await signIn({ persona: 'persona-maya-okafor' }, CALLBACK, open);
    const endpoint = client.issuer.metadata.end_session_endpoint ?? '';
    const asked = await open(`${endpoint}?client_id=${sandbox.config.oidc.clientId}`);
    expect(asked.status).toBe(200);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await asked.text()) ?? [];
    const ended = await open(`${endpoint}/confirm`, { xsrf, logout: 'yes' });
    expect(ended.status).toBeLessThan(400);
    const cleared = ended.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(`${REMEMBERED_COOKIE}=;`));
    expect(cleared).toContain('expires=Thu, 01 Jan 1970');
  });
});

describe('the persona page', () => {
  it('offers everyone, in the reader’s language', async () => {
    const open = browser('fr');
    const text = await (await open(await arrive(open, request().url))).text();
    for (const word of ['Maya Okafor, owner of Kestrel Coffee', 'Qui se connecte', 'Courriel']) {
      expect(text).toContain(word);
    }
  });

  it('leads back with access_denied', async () => {
    const open = browser();
    const { url, checks } = request();
    const resume = locationOf(await open(`${await arrive(open, url)}/abort`), sandbox.url);
    const back = new URL(locationOf(await open(resume), sandbox.url));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      state: checks.state,
    });
  });

  it('says what is missing, and that an ended visit is over', async () => {
    const open = browser();
    const page = await arrive(open, request().url);
    expect((await open(`${page}/login`, { name: ' ', email: 'x' })).status).toBe(400);
    expect((await open(`${page}/login`, { persona: 'persona-nobody' })).status).toBe(400);
    const stranger = browser();
    expect((await stranger(page)).status).toBe(400);
  });
});

describe('the issuer refuses', () => {
  it.each([
    ['another path', 'http://127.0.0.1:3000/elsewhere'],
    ['another machine', 'http://evil.example/api/auth/callback/oidc'],
  ])('to send a code to %s', async (_, redirectUri) => {
    expect((await browser()(request(redirectUri).url)).status).toBe(400);
  });

  it('a request without PKCE', async () => {
    const open = browser();
    const url = client.authorizationUrl({ scope: 'openid', redirect_uri: CALLBACK, state: 's', nonce: 'n' });
    expect(new URL(locationOf(await open(url), sandbox.url)).searchParams.get('error')).toBe(
      'invalid_request',
    );
  });
});
