// Test helper: the stored webhooks of Codat, and their results.
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/client';
import { webhookEvents } from '../db/schema/work';

export async function listWebhooks(db: Db, ids: string[]) {
  return db.select().from(webhookEvents).where(inArray(webhookEvents.id, ids));
}
