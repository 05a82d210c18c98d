// Integrity check on every customer page: is the head of the business's chain signed by a key of the site?
import 'server-only';
import { getDatabase } from '@/db/client';
import { isChainProven } from '@/db/queries/proven-events';

export async function isRecordInDoubt(companyId: string): Promise<boolean> {
  return !(await isChainProven(getDatabase().db, companyId));
}
