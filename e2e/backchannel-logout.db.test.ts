// Back-channel logout: a token that the service signed ends sessions once, any other ends none; and the sandbox's own issuer sends one.

import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { OIDC_CLIENT_ID } from 'codat-sandbox/config/config';
import { makeSigningKey } from 'codat-sandbox/oidc/keys';
import { createIssuer } from 'codat-sandbox/oidc/provider';
import { eq } from 'drizzle-orm';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginIssuerSession } from '@/db/queries/issuer-logouts';
import { findViewer } from '@/db/queries/sessions';
import { identities, issuerLogouts, sessions } from '@/db/schema/people';
import { type LogoutTools, logOutByIssuer } from '@/lib/auth/backchannel-logout';
import { issuerKeys } from '@/lib/auth/issuer-keys';
import { issuerSignOut } from '@/lib/auth/issuer-sign-out';
import { sha256 } from '@/lib/domain/crypto/sha256';
import { LOGOUT_EVENT } from '@/lib/domain/identity/logout-token';
import { useTestDatabase } from './database';
import { ISSUER, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';

const database = useTestDatabase();
const CLIENT = 'accord';
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let own: Keys;
let foreign: Keys;
let lines: { event?: string; problem?: string; sessions?: number }[] = [];

beforeAll(async () => {
  [own, foreign] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
});

function tools(change: Partial<LogoutTools> = {}): LogoutTools {
  lines = [];
  const note = (line: object) => lines.push(line);
  return {
    db: database.db,
    keys: async () => ({
      issuer: ISSUER,
      endSession: null,
      keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k', alg: 'ES256' }] }),
    }),
    issuer: ISSUER,
    clientId: CLIENT,
    now: new Date(),
    logger: { info: note, warn: note },
    ...change,
  };
}

const seconds = () => Math.floor(Date.now() / 1000);

function token(claims: Record<string, unknown>, key = own.privateKey, header: object = {}) {
  const base = { iss: ISSUER, aud: CLIENT, iat: seconds(), exp: seconds() + 120, jti: randomUUID() };
  return new SignJWT({ ...base, events: { [LOGOUT_EVENT]: {} }, ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'logout+jwt', ...header })
    .sign(key);
}

/** A person with three sessions: two of the service, and one by magic link. */
async function signedIn() {
  const { actor, companyId } = await makeCustomer(makeTools(database.db, NO_CODAT));
  const { userId } = actor;
  const [identity] = await database.db.select().from(identities).where(eq(identities.userId, userId));
  const begin = async (issuerSid: string | null, method: 'issuer' | 'mail-link' = 'issuer') => {
    const cookie = randomUUID();
    const now = new Date();
    const times = { createdAt: now, usedAt: now, identifiedAt: now };
    const row = { tokenHash: sha256(cookie), userId, companyId, method, issuerSid, ...times };
    expect(await beginIssuerSession(database.db, row)).toBe(true);
    return cookie;
  };
  const sids = [randomUUID(), randomUUID()] as const;
  const cookies = [await begin(sids[0]), await begin(sids[1]), await begin(null, 'mail-link')];
  const left = async () =>
    (await Promise.all(cookies.map((cookie) => findViewer(database.hot, sha256(cookie))))).map(
      (row) => row !== null,
    );
  return { userId, companyId, sids, begin, left, subject: identity?.subject ?? '' };
}

test('one session of the service ends one here, once; the same token again is refused', async () => {
  const person = await signedIn();
  const order = await token({ sid: person.sids[0], sub: person.subject });
  expect(await logOutByIssuer(tools(), order)).toBe('done');
  expect(lines).toEqual([{ event: 'session.ended', by: 'issuer', sessions: 1 }]);
  expect(await person.left()).toEqual([false, true, true]);
  expect(await logOutByIssuer(tools(), order)).toBe('refused');
  expect(lines).toMatchObject([{ problem: 'replayed' }]);
  const again = await token({ sid: person.sids[1] });
  const answers = await Promise.all([1, 2, 3, 4].map(() => logOutByIssuer(tools(), again)));
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
  expect(await person.left()).toEqual([false, false, true]);
});

test('a token for a person ends all their sessions, and no others', async () => {
  const [person, other] = [await signedIn(), await signedIn()];
  expect(await logOutByIssuer(tools(), await token({ sub: person.subject }))).toBe('done');
  expect(await person.left()).toEqual([false, false, false]);
  expect(await other.left()).toEqual([true, true, true]);
  // Another person's session under this person's subject ends nothing.
  const mixed = await token({ sub: person.subject, sid: other.sids[0] });
  expect(await logOutByIssuer(tools(), mixed)).toBe('done');
  expect(await other.left()).toEqual([true, true, true]);
});

test('a person whose session the service did not name at sign-in is signed out by a logout that names one', async () => {
  const person = await signedIn();
  const nameless = await person.begin(null);
  const order = await token({ sub: person.subject, sid: randomUUID() });
  expect(await logOutByIssuer(tools(), order)).toBe('done');
  expect(await findViewer(database.hot, sha256(nameless))).toBeNull();
  expect(await person.left()).toEqual([true, true, true]);
});

test('a logout that overtakes its sign-in holds: no session begins under that name', async () => {
  const { userId, companyId } = await signedIn();
  const sid = randomUUID();
  expect(await logOutByIssuer(tools(), await token({ sid }))).toBe('done');
  const now = new Date();
  const times = { createdAt: now, usedAt: now, identifiedAt: now };
  const row = { tokenHash: sha256(randomUUID()), userId, companyId, method: 'issuer', ...times } as const;
  expect(await beginIssuerSession(database.db, { ...row, issuerSid: sid })).toBe(false);
  // At the same moment: whichever comes first, no session is left.
  for (let n = 0; n < 5; n += 1) {
    const both = randomUUID();
    const order = await token({ sid: both });
    const session = { ...row, tokenHash: sha256(randomUUID()), issuerSid: both };
    await Promise.all([logOutByIssuer(tools(), order), beginIssuerSession(database.db, session)]);
    expect(await database.db.select().from(sessions).where(eq(sessions.issuerSid, both))).toEqual([]);
  }
});

test('a token that the service did not sign for this client and this time ends nothing, and is not stored', async () => {
  const person = await signedIn();
  const good = { sid: person.sids[0], sub: person.subject };
  const count = () => database.db.$count(issuerLogouts);
  const before = await count();
  const [head = '', body = ''] = (await token(good)).split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const secret = new TextEncoder().encode('a secret that the client and the service share');
  const wrong: [string, unknown][] = [
    ['missing', undefined],
    ['missing', ''],
    ['ERR_JWS_INVALID', 'x'],
    ['ERR_JWS_INVALID', `${head}.${body}`],
    ['ERR_JOSE_ALG_NOT_ALLOWED', `${none}.${body}.`],
    ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', await token(good, foreign.privateKey)],
    ['ERR_JWKS_NO_MATCHING_KEY', await token(good, foreign.privateKey, { kid: 'other' })],
    [
      'ERR_JOSE_ALG_NOT_ALLOWED',
      await new SignJWT({ ...good }).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret),
    ],
    ['iss', await token({ ...good, iss: 'https://evil.example' })],
    ['aud', await token({ ...good, aud: 'another-client' })],
    ['aud', await token({ ...good, aud: undefined })],
    ['iat', await token({ ...good, iat: undefined })],
    ['iat', await token({ ...good, iat: seconds() + 600 })],
    ['ERR_JWT_EXPIRED', await token({ ...good, iat: seconds() - 6000, exp: seconds() + 6000 })],
    ['exp', await token({ ...good, exp: undefined })],
    ['ERR_JWT_EXPIRED', await token({ ...good, exp: seconds() - 130 })],
    ['events', await token({ ...good, events: {} })],
    ['nonce', await token({ ...good, nonce: 'n' })],
    ['jti', await token({ ...good, jti: undefined })],
    ['nobody', await token({})],
    ['typ', await token(good, own.privateKey, { typ: 'at+jwt' })],
  ];
  for (const [problem, each] of wrong) {
    const answer = await logOutByIssuer(tools(), each);
    expect([answer, lines.at(-1)?.problem], problem).toEqual(['refused', problem]);
  }
  expect(await person.left()).toEqual([true, true, true]);
  expect(await count()).toBe(before);
  const away = { keys: async () => Promise.reject(new Error('away')) };
  expect(await logOutByIssuer(tools(away), await token(good))).toBe('unavailable');
});

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

test('the issuer of the sandbox sends such a token, found and proven by its own discovery', async () => {
  const person = await signedIn();
  let issuer = '';
  const answers: string[] = [];
  const app = await listen(
    createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      const sent = new URLSearchParams(body).get('logout_token');
      const from = { issuer: ISSUER, clientId: OIDC_CLIENT_ID, keys: () => issuerKeys(issuer) };
      const answer = await logOutByIssuer(tools(from), sent);
      answers.push(`${request.url} ${answer}`);
      response.writeHead(answer === 'done' ? 200 : 400).end();
    }),
  );
  let handle: ReturnType<typeof createIssuer>['provider'] | undefined;
  const site = await listen(
    createServer((request, response) => {
      // The library builds addresses from `originalUrl`, which Express would set.
      Object.assign(request, { originalUrl: request.url });
      request.url = (request.url ?? '').replace(/^\/oidc/, '');
      void handle?.callback()(request, response);
    }),
  );
  issuer = `${site}/oidc`;
  handle = createIssuer(site, app, await makeSigningKey()).provider;
  // The same discovery names the page where people sign out there.
  expect(await issuerSignOut(() => issuerKeys(issuer), OIDC_CLIENT_ID)).toBe(
    `${issuer}/session/end?client_id=${OIDC_CLIENT_ID}`,
  );
  const client = await handle.Client.find(OIDC_CLIENT_ID);
  const send: unknown = client?.backchannelLogout;
  if (typeof send !== 'function') throw new Error('The issuer does not know back-channel logout.');
  await Reflect.apply(send, client, [person.subject, person.sids[0]]);
  expect(answers).toEqual(['/api/auth/backchannel-logout done']);
  expect(await person.left()).toEqual([false, true, true]);
});
