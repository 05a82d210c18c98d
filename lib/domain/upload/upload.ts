// Upload rules: the files that are accepted, the outcome of sending one, and its upload connection.
import { isUsedBy } from '../access/access-now';
import type { ConnectionFacts, ConnectionState, SourceType } from '../connection/connection';
import type { ProductDefinition } from '../product/product';

/** Codat's limits: files per upload connection, and bytes per file. */
export const FILES_AT_MOST = 20;
export const FILE_BYTES = 10 * 1024 * 1024;

/** What Codat takes, by the ending of the name. */
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

/** Name of every upload connection: Codat's is English, and this word is the same in both of our languages. */
export const UPLOAD_NAME = 'Documents';

/** Why a file was not passed on. Nothing of it is kept, here or at Codat. */
export const REFUSALS = [
  'type',
  /** Its bytes are not what its name says. */
  'content',
  /** Its bytes are another kind of file, which the refusal names: what to do differs. */
  'web-page',
  'is-pdf',
  'is-picture',
  'is-text',
  'is-office',
  'is-old-office',
  'is-archive',
  /** Protected by a password, so that no reader could open it. */
  'locked',
  /** An archive that would unpack to many times its size. */
  'bomb',
  'empty',
  'size',
  'count',
  /** The very same bytes were sent before. */
  'twice',
  /** The way from the browser broke off. */
  'cut',
  'too-many',
  /** Sharing was stopped while it was on its way. */
  'stopped',
] as const;
export type UploadRefusal = (typeof REFUSALS)[number];

/** The kind of Codat's failure: `unsure` when the file may be there. */
export type UploadFailure = 'codat-down' | 'codat-busy' | 'codat-refused' | 'unsure';

/** `sending`: all of it is checked and on its way, and the answer is not there yet. */
export type UploadOutcome = 'sending' | 'sent' | UploadRefusal | UploadFailure;

/** Codat answers within minutes or never: an upload in progress for longer may be there or not. */
export const SENDING_MS = 5 * 60 * 1000;

/** The outcome to show: a record whose process died would say `sending` without end. */
export function outcomeAt(file: { outcome: UploadOutcome; at: Date }, now: Date): UploadOutcome {
  const isOver = file.outcome === 'sending' && now.getTime() - file.at.getTime() > SENDING_MS;
  return isOver ? 'unsure' : file.outcome;
}

export function fileTypeOf(name: string): FileType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_TYPES.find((type) => type === ending) ?? null;
}

/** True when the product takes files instead of a connection to a platform of this kind. */
export function takesFiles(product: Pick<ProductDefinition, 'sources'>, sourceType: SourceType): boolean {
  return product.sources.some((source) => source.sourceType === sourceType && source.acceptsFiles === true);
}

/** True when the product has use for the connection: of a kind that it asks for, and files only where it takes them. */
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
 * The connection that files of one kind go through: one that is there goes on, also after it was disconnected.
 * @returns null when one has to be made
 */
export function uploadConnection<C extends Uploadable>(
  existing: readonly C[],
  platformKey: string,
): C | null {
  return existing.find((c) => c.isUpload && c.platformKey === platformKey && c.state !== 'deleted') ?? null;
}
