// Owns saying whether a question is with us, for the page that confirms it.
import type { Db } from '@/db/client';
import { hasHelpRequest } from '@/db/queries/help-requests';
import { readHelpReference } from '../domain/support/help-request';

/** @param value from an address; the number when a question of ours has it, null otherwise */
export async function findReference(db: Db, value: unknown): Promise<string | null> {
  const reference = readHelpReference(value);
  return reference !== null && (await hasHelpRequest(db, reference)) ? reference : null;
}
