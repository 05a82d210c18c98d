// Wire schema of webhook consumers: no secret among them.
import { z } from 'zod';

export const consumerSchema = z.strictObject({
  id: z.string().min(1),
  url: z.url(),
  eventTypes: z.array(z.string()).min(1),
  disabled: z.boolean(),
  companyTags: z.array(z.string()).min(1).optional(),
});

export const consumersSchema = z.strictObject({ results: z.array(consumerSchema) });
