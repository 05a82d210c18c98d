// Owns who may watch something over a longer time: by their session, which watching alone never makes longer.
import 'server-only';
import { getDatabase } from '@/db/client';
import { findViewer } from '@/db/queries/sessions';
import { machineClock } from '../clock';
import { readTokenHash } from './viewer';

export interface Watcher {
  userId: string;
  companyId: string;
  /** Whether letters can reach this person. */
  hasAddress: boolean;
  /** False once the session is over, or acts for another business, or for none. */
  isStillThere(): Promise<boolean>;
}

/** Null for whoever acts for no business. */
export async function getWatcher(): Promise<Watcher | null> {
  const tokenHash = await readTokenHash();
  if (tokenHash === null) return null;
  const find = async () => {
    const row = await findViewer(getDatabase().hot, tokenHash, machineClock.now());
    return row === null || row.isStaff || row.companyId === null ? null : row;
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
