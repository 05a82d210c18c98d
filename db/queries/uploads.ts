// SQL of upload records: files that customers sent, without their bytes.
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { SourceType } from '../../lib/domain/connection/connection';
import type { UploadOutcome } from '../../lib/domain/upload/upload';
import type { Db } from '../client';
import { uploads } from '../schema/upload';

export type UploadRow = typeof uploads.$inferSelect;
export type NewUpload = Omit<typeof uploads.$inferInsert, 'companyId'>;

export async function insertUpload(db: Db, companyId: string, upload: NewUpload): Promise<void> {
  await db.insert(uploads).values({ ...upload, companyId });
}

/**
 * Claims the right to send these bytes through this connection. The caller holds the lock on the business.
 * @param deadSince a claim older than this counts as abandoned
 * @returns false when the bytes were sent before, or are being sent
 */
export async function claimUpload(
  tx: Db,
  companyId: string,
  upload: NewUpload & { connectionId: string; sha256: string },
  deadSince: Date,
): Promise<boolean> {
  await tx
    .update(uploads)
    .set({ outcome: 'unsure' })
    .where(
      and(
        eq(uploads.companyId, companyId),
        eq(uploads.connectionId, upload.connectionId),
        eq(uploads.outcome, 'sending'),
        lt(uploads.at, deadSince),
      ),
    );
  const rows = await tx
    .insert(uploads)
    .values({ ...upload, companyId, outcome: 'sending' })
    .onConflictDoNothing({
      target: [uploads.connectionId, uploads.sha256],
      where: sql`outcome in ('sending', 'sent')`,
    })
    .returning({ id: uploads.id });
  return rows.length === 1;
}

/**
 * Stores the outcome of a claimed upload.
 * @returns false when it took so long that another request replaced the claim; then nothing changes
 */
export async function setUploadOutcome(
  db: Db,
  companyId: string,
  id: string,
  outcome: UploadOutcome,
): Promise<boolean> {
  const rows = await db
    .update(uploads)
    .set({ outcome })
    .where(and(eq(uploads.companyId, companyId), eq(uploads.id, id), eq(uploads.outcome, 'sending')))
    .returning({ id: uploads.id });
  return rows.length === 1;
}

/** Uploads in place of one kind of source, newest first. */
export async function listUploads(
  db: Db,
  companyId: string,
  sourceType: SourceType,
  limit: number,
): Promise<UploadRow[]> {
  return db
    .select()
    .from(uploads)
    .where(and(eq(uploads.companyId, companyId), eq(uploads.sourceType, sourceType)))
    .orderBy(desc(uploads.at), desc(uploads.id))
    .limit(limit);
}
