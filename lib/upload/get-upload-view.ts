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

/** Two full connections and the refusals in between. */
const RECORDS = 200;
/** How the last form went is told for so long (milliseconds). */
const NEWS_MS = 30 * 60 * 1000;

export interface SentFile {
  id: string;
  name: string;
  bytes: number;
  at: Date;
  outcome: UploadOutcome;
}

export interface UploadView extends ProductView {
  /** False where this product takes no files of this kind, or Codat has the integration switched off. */
  isTaken: boolean;
  /** False where the customer left this kind of source out. */
  isAgreed: boolean;
  /** Null until the first file is on its way. */
  connection: ConnectionRow | null;
  /** Through that connection, newest first. */
  sent: SentFile[];
  /** How many more fit, as far as our own record goes. */
  room: number;
  /** The files of the last form, in the order of the form; empty when it is long ago. */
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
