// Verb: receives a form of files; each is checked alone, so that a refused file does not delay the others.
import type { Readable } from 'node:stream';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import type { UploadOutcome } from '../domain/upload/upload';
import { cleanFileName } from '../domain/upload/upload-name';
import { Precondition } from '../errors';
import { clock } from '../runtime/clock';
import { openPlace, type Place } from './open-place';
import { type FormEnd, readForm } from './read-form';
import { takeFile } from './take-file';
import { wantedUpload } from './wanted-upload';

/** In place of a name without visible characters. */
const NAMELESS = '-';

export interface UploadInput {
  productId: string;
  sourceType: SourceType;
  /** Of the request, with the form's boundary. */
  contentType: string;
  body: Readable;
  /** Called before each acceptable file: false if this business has sent too many recently. */
  admit?: () => Promise<boolean>;
  /** How long the browser may send nothing (milliseconds). */
  silenceMs?: number;
  /** Limit in bytes for the whole form. */
  maxBytes?: number;
  /** Business time. */
  now?: () => Date;
}

export interface Received {
  /** The outcome of each file, in the order of the form. */
  outcomes: UploadOutcome[];
  end: FormEnd;
}

/** @throws NotFound, Precondition before anything is read */
export async function receiveUpload(ctx: Ctx, input: UploadInput): Promise<Received> {
  const { productId, sourceType, contentType, body, silenceMs, maxBytes } = input;
  const { admit = async () => true, now = clock.now } = input;
  const platformKey = await wantedUpload(ctx, productId, sourceType);
  const { files } = ctx.codat;
  if (files === undefined) throw new Precondition('files-not-taken');
  let place: Promise<Place> | undefined;
  const form = {
    ctx,
    files,
    productId,
    sourceType,
    batch: crypto.randomUUID(),
    now,
    admit,
    place: () => {
      place ??= openPlace(ctx, files, { platformKey, sourceType });
      return place;
    },
  };
  const outcomes: UploadOutcome[] = [];
  const end = await readForm(
    contentType,
    body,
    async ({ rawName, chunks }) => {
      // A file field without a file.
      if (rawName === '') return;
      outcomes.push(await takeFile(form, cleanFileName(rawName) || NAMELESS, chunks));
    },
    { silenceMs, maxBytes },
  );
  // The first file activates the connection.
  if (outcomes.includes('sent')) await refreshConnections({ ...ctx, now: now() });
  return { outcomes, end };
}
