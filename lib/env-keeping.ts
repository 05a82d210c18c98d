// Owns the variables about how long is kept what only grows.
import { z } from 'zod';

/** Less than a week would be gone before somebody looks for why something went wrong. */
const days = (otherwise: string) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number of days, at least 7')
    .default(otherwise)
    .transform(Number)
    .refine((value) => value >= 7, 'must be a whole number of days, at least 7');

export const keepingFields = {
  /** The texts of Codat's messages, after they were taken in. */
  KEEP_WEBHOOK_BODIES_DAYS: days('30'),
  /** Work that is done, attempts to tell subscribers, what comparing with Codat found. */
  KEEP_WORK_LOG_DAYS: days('90'),
};
