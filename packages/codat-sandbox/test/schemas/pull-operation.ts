// Wire schema of pull operations and sync settings.
import { z } from 'zod';
import { DATA_TYPES } from '../../src/catalogue/data-types';
import { readFailureSchema } from '../../src/state/entities';
import { guid, pageOf, ticks } from './wire';

const base = {
  id: guid,
  companyId: guid,
  connectionId: guid,
  dataType: z.enum(DATA_TYPES),
  requested: ticks,
};

/** Under way, done and failed are told apart by what is there. */
export const pullOperationSchema = z.union([
  z.strictObject({
    ...base,
    status: z.enum(['Queued', 'Fetching', 'Mapping']),
    progress: z.number().int().min(0).max(99),
    isCompleted: z.literal(false),
    isErrored: z.literal(false),
  }),
  z.strictObject({
    ...base,
    status: z.literal('Complete'),
    completed: ticks,
    progress: z.literal(100),
    isCompleted: z.literal(true),
    isErrored: z.literal(false),
  }),
  z.strictObject({
    ...base,
    status: readFailureSchema,
    statusDescription: z.string().min(1),
    errorMessage: z.string().min(1),
    completed: ticks,
    progress: z.literal(100),
    isCompleted: z.literal(false),
    isErrored: z.literal(true),
  }),
]);

export const pullOperationsSchema = pageOf(pullOperationSchema);

export const syncSettingsSchema = z.strictObject({
  companyId: guid,
  settings: z.array(
    z.strictObject({
      dataType: z.enum(DATA_TYPES),
      fetchOnFirstLink: z.boolean(),
      syncSchedule: z.number().int().min(0),
      syncOrder: z.number().int(),
      syncFromUtc: z.string().optional(),
      syncFromWindow: z.number().int().optional(),
      monthsToSync: z.number().int().optional(),
      isLocked: z.boolean().optional(),
    }),
  ),
  overridesDefaults: z.boolean(),
});
