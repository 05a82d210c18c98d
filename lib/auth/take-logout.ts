// Back-channel logout wired to this process: its database, sign-in service and log.
import 'server-only';
import { getDatabase } from '@/db/client';
import { machineClock } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { log } from '../runtime/log';
import { type LogoutAnswer, logOutByIssuer } from './backchannel-logout';
import { issuerKeys } from './issuer-keys';

export async function takeLogout(token: unknown): Promise<LogoutAnswer> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = getEnv();
  if (issuer === undefined || clientId === undefined) return 'refused';
  const { db } = getDatabase();
  const keys = () => issuerKeys(issuer);
  return logOutByIssuer({ db, keys, issuer, clientId, now: machineClock.now(), logger: log() }, token);
}
