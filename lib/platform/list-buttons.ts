// Cache-aside: the platforms' own buttons, read from Codat once a day; no page waits for them or fails without them.

import { findCached, storeCached } from '@/db/queries/codat-cache';
import { getConnectButton } from '../codat/integrations';
import type { ConnectButton } from '../codat/transform';
import type { Tools } from '../context';
import { platformsRequiring } from '../domain/connection/certification-requirements';
import { DAY_MS } from '../domain/text/duration';
import { Upstream } from '../errors';

const FRESH_MS = DAY_MS;
const KEY = 'connect-buttons';

export type ConnectButtons = Record<string, ConnectButton | null>;

/**
 * By platform key.
 * @param isDown Codat does not answer at present: it is not called
 */
export async function listButtons(
  { db, codat, now }: Pick<Tools, 'db' | 'codat' | 'now'>,
  isDown: boolean,
): Promise<ConnectButtons> {
  const cached = await findCached(db, KEY);
  const known = (cached?.body ?? {}) as ConnectButtons;
  if (isDown || (cached !== null && now.getTime() - cached.fetchedAt.getTime() < FRESH_MS)) return known;
  try {
    const keys = platformsRequiring('own-button');
    const found = await Promise.all(keys.map(async (key) => [key, await buttonOf(codat, key)] as const));
    const buttons = Object.fromEntries(found);
    await storeCached(db, KEY, buttons, now);
    return buttons;
  } catch (error) {
    if (error instanceof Upstream) return known;
    throw error;
  }
}

/** A platform that Codat does not offer to this client has no branding either. */
async function buttonOf(codat: Tools['codat'], key: string): Promise<ConnectButton | null> {
  try {
    return await getConnectButton(codat, key);
  } catch (error) {
    if (error instanceof Upstream && error.kind === 'not-found') return null;
    throw error;
  }
}
