// Verb: receives a form of files; each is judged alone, so that a refused file does not delay the others.
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

/** Stands for a name of which nothing may be shown. */
const NAMELESS = '-';

export interface UploadInput {
  productId: string;
  sourceType: SourceType;
  /** Of the request, with the boundary of the form. */
  contentType: string;
  body: Readable;
  /** Asked before each file that is worth sending: whether this business has not sent too many of late. */
  admit?: () => Promise<boolean>;
  /** How long the browser may say nothing (milliseconds). */
  silenceMs?: number;
  /** Bytes of the whole form. */
  maxBytes?: number;
  /** Business time. */
  now?: () => Date;
}

export interface Received {
  /** How each file ended, in the order of the form. */
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
      // A field in which nothing was chosen.
      if (rawName === '') return;
      outcomes.push(await takeFile(form, cleanFileName(rawName) || NAMELESS, chunks));
    },
    { silenceMs, maxBytes },
  );
  // With the first file the connection has come to life.
  if (outcomes.includes('sent')) await refreshConnections({ ...ctx, now: now() });
  return { outcomes, end };
}
