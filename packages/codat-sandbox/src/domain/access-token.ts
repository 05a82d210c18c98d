// Signed access tokens of the embedded components: valid for one company and one day, and not stored.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { tokenFrom } from '../random/ids';
import type { World } from '../state/world';

export const TOKEN_SECONDS = 86_400;

/** The same after a restart, so that an open page goes on working. */
const SECRET = tokenFrom('access token secret');
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sign(text: string): string {
  return createHmac('sha256', SECRET).update(text).digest('base64url');
}

export function mintAccessToken(world: World, companyId: string): string {
  const now = Math.floor(world.clock.now() / 1000);
  const text = `${HEADER}.${encode({ sub: companyId, iat: now, exp: now + TOKEN_SECONDS })}`;
  return `${text}.${sign(text)}`;
}

function isSigned(text: string, signature: string): boolean {
  const [wanted, given] = [Buffer.from(sign(text)), Buffer.from(signature)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

export type TokenReading = { kind: 'good'; companyId: string } | { kind: 'expired' } | { kind: 'bad' };

export function readAccessToken(world: World, token: string): TokenReading {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (!isSigned(`${header}.${payload}`, signature)) return { kind: 'bad' };
  // The signature is valid, so the claims have the issued shape.
  const { sub, exp }: { sub: string; exp: number } = JSON.parse(
    Buffer.from(payload, 'base64url').toString('utf8'),
  );
  return exp * 1000 <= world.clock.now() ? { kind: 'expired' } : { kind: 'good', companyId: sub };
}
