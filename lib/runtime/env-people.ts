// Variables about the keys of people, which seal what the ledger says of them.
import { z } from 'zod';
import { sealKey } from './env-outbound';

export const peopleFields = {
  /** Wraps the keys of people. Lost, nobody is named in the ledger any more; it is kept apart from the database and its copies. */
  PERSON_KEY: z
    .string({ error: 'is missing; it wraps the keys of people: openssl rand -base64 32' })
    .pipe(sealKey),
  /** The key before: opens what it has wrapped, and wraps no more. */
  PERSON_KEY_PREVIOUS: sealKey.optional(),
};
