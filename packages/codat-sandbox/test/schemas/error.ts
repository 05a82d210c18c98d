// Wire schema of an error body, stricter than the published one.
import { z } from 'zod';

const item = z.strictObject({ itemId: z.string(), message: z.string(), validatorName: z.string() });

export const errorSchema = z.strictObject({
  statusCode: z.number().int(),
  service: z.enum(['PublicApi', 'ClientsApi', 'PullApi', 'StdznCustomData']),
  error: z.string().min(1),
  correlationId: z.string().regex(/^[0-9a-f]{32}$/),
  validation: z.strictObject({ errors: z.array(item), warnings: z.array(item) }).optional(),
  canBeRetried: z.literal('Unknown'),
  detailedErrorCode: z.number().int(),
});
