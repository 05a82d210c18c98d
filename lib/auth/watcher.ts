// Guard of streams: checks the session repeatedly while a stream runs; watching never extends a session.
import 'server-only';
import { judgePage, type MadeFor } from '../domain/crypto/page-binding';
import { findSession } from './find-session';
import { readTokenHash } from './viewer';

export interface Watcher {
  userId: string;
  companyId: string;
  /** Whether letters can reach this person. */
  hasAddress: boolean;
  /** False once the session has ended, or acts for another business, or for none. */
  isStillThere(): Promise<boolean>;
}

/**
 * Null for a viewer without a business, and for a page made for another person. A page keeps watching its own
 * business while another tab of the same person acts for another one.
 * @param made the person and business of the page that asks
 */
export async function getWatcher(made: MadeFor): Promise<Watcher | null> {
  const tokenHash = await readTokenHash();
  if (tokenHash === null) return null;
  const find = async () => {
    const row = await findSession(tokenHash, made.companyId);
    if (row === null || row.isStaff || row.companyId === null) return null;
    return judgePage(made, { userId: row.userId, companyId: row.companyId }) === 'same' ? row : null;
  };
  const row = await find();
  if (row?.companyId == null) return null;
  const { userId, companyId, email } = row;
  return {
    userId,
    companyId,
    hasAddress: email !== null,
    async isStillThere() {
      const now = await find();
      return now?.userId === userId && now.companyId === companyId;
    },
  };
}
