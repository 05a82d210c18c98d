// Back-channel logout: a token signed by the sign-in service ends sessions here, once; an unsigned one changes nothing.

import { errors, jwtVerify } from 'jose';
import type { Db } from '@/db/client';
import { endSessionsOfIssuer, recordLogout } from '@/db/queries/issuer-logouts';
import { sha256 } from '../domain/crypto/sha256';
import {
  LOGOUT_MAX_AGE,
  LOGOUT_TOLERANCE,
  type LogoutOrder,
  readLogout,
} from '../domain/identity/logout-token';
import type { IssuerKeys } from './issuer-keys';

/** Signatures with a public key only: with a shared secret or `none`, a client without the service's key could sign. */
const ALGORITHMS = ['RS', 'PS', 'ES'].flatMap((kind) =>
  ['256', '384', '512'].map((bits) => `${kind}${bits}`),
);

const NO_KEYS = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

export interface LogoutTools {
  db: Db;
  keys: () => Promise<IssuerKeys>;
  /** The issuer of people's identities here. */
  issuer: string;
  clientId: string;
  /** The machine's time. */
  now: Date;
  logger: { info(line: object): void; warn(line: object): void };
}

/** `unavailable`: the token cannot be verified now; the service may send it again. */
export type LogoutAnswer = 'done' | 'refused' | 'unavailable';

export async function logOutByIssuer(tools: LogoutTools, token: unknown): Promise<LogoutAnswer> {
  const { db, issuer, logger } = tools;
  const read = await verify(tools, token);
  if (typeof read === 'string') {
    logger.warn({ event: 'auth.logout-refused', problem: read });
    return read === 'keys' ? 'unavailable' : 'refused';
  }
  const ended = await db.transaction(async (tx) => {
    const isNew = await recordLogout(tx, { id: sha256(`${issuer}|${read.jti}`), sid: read.sid });
    return isNew ? endSessionsOfIssuer(tx, issuer, read) : null;
  });
  if (ended === null) {
    logger.warn({ event: 'auth.logout-refused', problem: 'replayed' });
    return 'refused';
  }
  logger.info({ event: 'session.ended', by: 'issuer', sessions: ended });
  return 'done';
}

/** @returns the reason as a word for the log, if the token is refused */
async function verify(tools: LogoutTools, token: unknown): Promise<LogoutOrder | string> {
  if (typeof token !== 'string' || token === '') return 'missing';
  let known: IssuerKeys;
  try {
    known = await tools.keys();
  } catch {
    return 'keys';
  }
  try {
    const { payload, protectedHeader } = await jwtVerify(token, known.keys, {
      issuer: known.issuer,
      audience: tools.clientId,
      algorithms: [...ALGORITHMS, 'EdDSA', 'Ed25519'],
      currentDate: tools.now,
      clockTolerance: LOGOUT_TOLERANCE,
      maxTokenAge: LOGOUT_MAX_AGE,
      requiredClaims: ['iss', 'aud', 'iat', 'exp'],
    });
    const read = readLogout(payload, protectedHeader.typ);
    return read.ok ? read.order : read.problem;
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed) return error.claim;
    // Errors that the library does not name come from fetching the keys.
    const isNamed = error instanceof errors.JOSEError && !NO_KEYS.includes(error.code);
    return isNamed ? error.code : 'keys';
  }
}
