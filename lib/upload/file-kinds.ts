// Selection of source types that accept files instead of a platform.
import type { Ctx } from '../context';
import type { Product } from '../domain/product/product';
import { takesFiles } from '../domain/upload/upload';

/** Codat accepts no files of online shops. */
export const FILE_KINDS = ['Accounting', 'Banking'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** @param agreed the product limited to the consent: no other files may be sent */
export function fileKinds(ctx: Pick<Ctx, 'codat'>, agreed: Pick<Product, 'sources'>): FileKind[] {
  return FILE_KINDS.filter((type) => takesFiles(agreed, type) && ctx.codat.files?.keys[type] !== undefined);
}
