// Configuration schema: how long is kept what only grows, and where the proof of it is kept.
import { z } from 'zod';

/** Less than a week would be gone before somebody looks for why something went wrong. */
const days = (otherwise: string, least = 7) =>
  z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number of days, at least ${least}`)
    .default(otherwise)
    .transform(Number)
    .refine((value) => value >= least, `must be a whole number of days, at least ${least}`);

export const keepingFields = {
  /** The texts of Codat's messages, after they were taken in. */
  KEEP_WEBHOOK_BODIES_DAYS: days('30'),
  /** Work that is done, attempts to tell subscribers, what comparing with Codat found. */
  KEEP_WORK_LOG_DAYS: days('90'),
  /** Which staff person looked at which business. */
  KEEP_STAFF_LOOKS_DAYS: days('730', 365),
  /** A directory out of the database's reach, for signed checkpoints of the ledger; none are written without it. */
  CHECKPOINT_DIR: z.string().regex(/^\//, 'must be an absolute path').optional(),
};
