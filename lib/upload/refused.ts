// Refusal error: ends a file's stream when its check fails.
import type { UploadRefusal } from '../domain/upload/upload';

/** Ends the call to Codat before its last line: nothing of the file is kept. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: UploadRefusal) {
    super(refusal);
  }
}
