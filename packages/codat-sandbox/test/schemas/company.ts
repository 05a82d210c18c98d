// Wire schema of companies and connections: absent keys, never nulls.
import { z } from 'zod';
import { guid, pageOf, seconds, sourceType, ticks } from './wire';

const connectionError = z.strictObject({
  statusCode: z.string().regex(/^\d{3}$/),
  statusText: z.string(),
  errorMessage: z.string(),
  erroredOnUtc: ticks,
  status: z.enum(['Active', 'Resolved']),
  resolvedOnUtc: ticks.optional(),
});

export const connectionSchema = z.strictObject({
  id: guid,
  integrationId: guid,
  integrationKey: z.string().regex(/^[a-z0-9_]{4,}$/),
  sourceId: guid,
  sourceType,
  platformName: z.string().min(1),
  linkUrl: z.string().regex(/^http:\/\/.+\/link\/companies\/[^/]+\/connections\/[^/]+\/start\?otp=\d{6}$/),
  status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']),
  created: seconds,
  lastSync: ticks.optional(),
  dataConnectionErrors: z.array(connectionError).optional(),
  connectionInfo: z.record(z.string(), z.string()).optional(),
});

export const companySchema = z.strictObject({
  id: guid,
  name: z.string().min(1),
  description: z.string(),
  platform: z.literal(''),
  redirect: z.string().regex(/^http:\/\/.+\/link\/company\/[^/]+\?link\.otp=\d{6}$/),
  lastSync: ticks.optional(),
  created: ticks,
  createdByUserName: z.null().optional(),
  products: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  referenceSubsidiaryCompanies: z.array(z.never()).optional(),
  dataConnections: z.array(connectionSchema),
  ownerUserIds: z.array(z.never()).optional(),
});

/** The answer to the older form of creation, which starts a connection as well. */
export const startedCompanySchema = companySchema.extend({
  platform: z.string().min(1),
  redirect: connectionSchema.shape.linkUrl,
  dataConnections: z.array(connectionSchema).length(1),
});

export const companiesSchema = pageOf(companySchema);
export const connectionsSchema = pageOf(connectionSchema);
