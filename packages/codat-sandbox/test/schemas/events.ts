// Wire schema of webhook bodies: one envelope, a payload per event, nulls in one place only.
import { z } from 'zod';
import { DATA_TYPES } from '../../src/catalogue/data-types';
import { connectionSchema } from './company';
import { guid, ticks } from './wire';

const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const tags = z.record(z.string(), z.string());

const company = z.strictObject({
  id: guid,
  name: z.string().min(1),
  description: z.string(),
  // A message may wait for hours, so no one-time password is in any of its links.
  redirect: z.string().regex(/^http:\/\/.+\/link\/company\/[^/?]+$/),
  lastSync: ticks.optional(),
  created: ticks,
  createdByUserName: z.null(),
  products: z.array(z.string()),
  tags: tags.optional(),
  referenceSubsidiaryCompanies: z.array(z.never()),
});

const referenceCompany = z.strictObject({
  id: guid,
  name: z.string().min(1),
  description: z.string(),
  links: z.strictObject({ portal: z.url() }),
  tags: tags.optional(),
});

const connection = z.strictObject({
  referenceCompany,
  connection: connectionSchema.extend({
    linkUrl: z.string().regex(/^http:\/\/.+\/link\/companies\/[^/]+\/connections\/[^/]+\/start$/),
  }),
});

const product = z.strictObject({
  id: guid,
  name: z.string().min(1),
  description: z.string(),
  productId: z.string().min(1),
  productName: z.string().min(1),
  products: z.array(z.string()),
});

const issue = z.strictObject({
  type: z.string().min(1),
  message: z.string().min(1),
  links: z.strictObject({ logs: z.url(), portal: z.url(), readMore: z.url() }),
});

const read = z.strictObject({
  referenceCompany,
  modifiedFromDate: moment,
  dataTypes: z
    .array(
      z.strictObject({
        connectionId: guid,
        dataType: z.enum(DATA_TYPES),
        recordsModified: z.boolean(),
        status: z.string().regex(/^(Complete|NotSupported|Cancelled|PrerequisiteNotMet|\w+Error)$/),
        issues: z.array(issue),
      }),
    )
    .min(1),
});

const quota = z.strictObject({
  dailyQuota: z.number().int().min(1),
  quotaRemaining: z.number().int().min(0),
  expiryDate: ticks,
});

function payloadOf(eventType: string) {
  if (eventType.startsWith('connection.')) return connection;
  if (eventType.startsWith('company.product.')) return product;
  if (eventType.startsWith('company.')) return company;
  if (eventType.startsWith('client.rateLimit.')) return quota;
  return read;
}

/** The whole body of an event of this type. */
export function eventSchema(eventType: string) {
  return z.strictObject({
    id: guid,
    eventType: z.literal(eventType),
    generatedDate: moment,
    payload: payloadOf(eventType),
  });
}
