// Wire schema of data status, profile and allowed origins.
import { z } from 'zod';
import { DATA_TYPES } from '../../src/catalogue/data-types';
import { readFailureSchema } from '../../src/state/entities';
import { guid, ticks } from './wire';

export const dataStatusSchema = z.partialRecord(
  z.enum(DATA_TYPES),
  z.strictObject({
    dataType: z.enum(DATA_TYPES),
    currentStatus: z.union([z.enum(['Queued', 'Fetching', 'Mapping', 'Complete']), readFailureSchema]),
    lastSuccessfulSync: ticks.optional(),
    latestSyncId: guid,
    latestSuccessfulSyncId: guid.optional(),
  }),
);

export const profileSchema = z.strictObject({
  name: z.string(),
  redirectUrl: z.string(),
  logoUrl: z.string().optional(),
  iconUrl: z.string().optional(),
  whiteListUrls: z.array(z.url()),
});

export const corsSchema = z.strictObject({ allowedOrigins: z.array(z.url()) });
