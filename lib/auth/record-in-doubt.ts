// Question of every page of a customer: is the business's record as we wrote it?
import 'server-only';
import { getDatabase } from '@/db/client';
import { isChainProven } from '@/db/queries/proven-events';

export async function isRecordInDoubt(companyId: string): Promise<boolean> {
  return !(await isChainProven(getDatabase().db, companyId));
}
