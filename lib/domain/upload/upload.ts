// Upload rules: the accepted files, the outcome of sending one, and its upload connection.
import { isUsedBy } from '../access/access-now';
import type { ConnectionFacts, ConnectionState, SourceType } from '../connection/connection';
import type { ProductDefinition } from '../product/product';

/** Codat's limits: files per upload connection, and bytes per file. */
export const FILES_AT_MOST = 20;
export const FILE_BYTES = 10 * 1024 * 1024;

/** File types that Codat accepts, by extension. */
export const FILE_TYPES = [
  'pdf',
  'xls',
  'xlsx',
  'xlsb',
  'csv',
  'doc',
  'docx',
  'ppt',
  'pptx',
  'jpeg',
  'jpg',
  'png',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** Name of every upload connection: one word that English and French share. */
export const UPLOAD_NAME = 'Documents';

/** Why a file was not passed on. Nothing of it is stored, here or at Codat. */
export const REFUSALS = [
  'type',
  /** Its bytes do not match its name. */
  'content',
  /** Its bytes are of another type, which the refusal names, because the remedies differ. */
  'web-page',
  'is-pdf',
  'is-picture',
  'is-text',
  'is-office',
  'is-old-office',
  'is-archive',
  /** Protected by a password, so that Codat could not open it. */
  'locked',
  /** An archive that would unpack to many times its size. */
  'bomb',
  'empty',
  'size',
  'count',
  /** The same bytes were sent before. */
  'twice',
  /** The upload from the browser broke off. */
  'cut',
  'too-many',
  /** Sharing was stopped during the upload. */
  'stopped',
] as const;
export type UploadRefusal = (typeof REFUSALS)[number];

/** The kind of Codat's failure: `unsure` when the file may have arrived. */
export type UploadFailure = 'codat-down' | 'codat-busy' | 'codat-refused' | 'unsure';

/** `sending`: fully checked and being sent; Codat has not answered yet. */
export type UploadOutcome = 'sending' | 'sent' | UploadRefusal | UploadFailure;

/** Codat answers within minutes or never: an upload in progress for longer may have arrived or not. */
export const SENDING_MS = 5 * 60 * 1000;

/** The outcome to show: a record whose process died would say `sending` forever. */
export function outcomeAt(file: { outcome: UploadOutcome; at: Date }, now: Date): UploadOutcome {
  const isOver = file.outcome === 'sending' && now.getTime() - file.at.getTime() > SENDING_MS;
  return isOver ? 'unsure' : file.outcome;
}

export function fileTypeOf(name: string): FileType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_TYPES.find((type) => type === ending) ?? null;
}

/** True when the product accepts files in place of a platform of this kind. */
export function takesFiles(product: Pick<ProductDefinition, 'sources'>, sourceType: SourceType): boolean {
  return product.sources.some((source) => source.sourceType === sourceType && source.acceptsFiles === true);
}

/** True when the product can use the connection: it asks for its kind, and accepts files if it holds some. */
export function hasUseFor(
  product: Pick<ProductDefinition, 'sources'>,
  connection: Pick<ConnectionFacts, 'sourceType' | 'isUpload'>,
): boolean {
  return isUsedBy(product.sources, connection);
}

interface Uploadable {
  id: string;
  platformKey: string;
  state: ConnectionState;
  isUpload: boolean;
}

/**
 * The connection for files of one kind: an existing one is reused, also after it was disconnected.
 * @returns null when there is none yet
 */
export function uploadConnection<C extends Uploadable>(
  existing: readonly C[],
  platformKey: string,
): C | null {
  return existing.find((c) => c.isUpload && c.platformKey === platformKey && c.state !== 'deleted') ?? null;
}
