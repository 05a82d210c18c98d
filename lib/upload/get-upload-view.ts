// Read model of the upload page: accepted files, sent files, the last form's outcome. No call to Codat.
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { listUploads } from '@/db/queries/uploads';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import {
  FILES_AT_MOST,
  outcomeAt,
  takesFiles,
  type UploadOutcome,
  uploadConnection,
} from '../domain/upload/upload';
import { getProductView, type ProductView } from '../product/get-product-view';

/** Enough for two full connections and the refusals in between. */
const RECORDS = 200;
/** The result of the last form is shown for this long (milliseconds). */
const NEWS_MS = 30 * 60 * 1000;

export interface SentFile {
  id: string;
  name: string;
  bytes: number;
  at: Date;
  outcome: UploadOutcome;
}

export interface UploadView extends ProductView {
  /** False if this product accepts no files of this kind, or the integration is disabled at Codat. */
  isTaken: boolean;
  /** False if the customer left this source type out. */
  isAgreed: boolean;
  /** Null before the first file. */
  connection: ConnectionRow | null;
  /** Files sent through that connection, newest first. */
  sent: SentFile[];
  /** Number of further files that fit, according to the record here. */
  room: number;
  /** The files of the last form, in its order; empty once it is long ago. */
  last: SentFile[];
}

/** @throws NotFound for an unknown product */
export async function getUploadView(
  ctx: Ctx,
  productId: string,
  sourceType: SourceType,
): Promise<UploadView> {
  const view = await getProductView(ctx, productId);
  const [connections, records] = await Promise.all([
    listConnections(ctx.db, ctx.companyId),
    listUploads(ctx.db, ctx.companyId, sourceType, RECORDS),
  ]);
  const key = ctx.codat.files?.keys[sourceType];
  const connection = key === undefined ? null : uploadConnection(connections, key);
  const files = records.map((row) => ({ ...row, outcome: outcomeAt(row, ctx.now) }));
  const sent = files.filter(
    (file) =>
      file.connectionId !== null &&
      file.connectionId === connection?.id &&
      ['sent', 'sending', 'unsure'].includes(file.outcome),
  );
  const latest = files.find((file) => file.productId === productId);
  const isNews = latest !== undefined && ctx.now.getTime() - latest.at.getTime() < NEWS_MS;
  return {
    ...view,
    isTaken: key !== undefined && takesFiles(view.product, sourceType),
    isAgreed: view.agreed.sources.some((source) => source.sourceType === sourceType),
    connection,
    sent,
    room: Math.max(0, FILES_AT_MOST - sent.filter(({ outcome }) => outcome === 'sent').length),
    last: isNews ? files.filter(({ batch }) => batch === latest.batch).reverse() : [],
  };
}
