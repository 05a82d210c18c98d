// Address builder of the upload pages: one per product and kind of source.
import { SOURCE_TYPES, type SourceType } from '../connection/connection';

export function uploadPlace(productId: string, sourceType: SourceType): string {
  return `/products/${productId}/upload/${sourceType.toLowerCase()}`;
}

/** The form's address: outside of the pages, because the proxy in front of those truncates long bodies. */
export function uploadAction(productId: string, sourceType: SourceType): string {
  return `/api/uploads/${productId}/${sourceType.toLowerCase()}`;
}

/** The source type in an address; null for anything else. */
export function sourceTypeIn(address: string): SourceType | null {
  return SOURCE_TYPES.find((type) => type.toLowerCase() === address) ?? null;
}
