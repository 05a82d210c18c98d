// Schemas of stored entities: company, connection, read, client profile.
import { z } from 'zod';
import { DATA_TYPES, type DataType } from '../catalogue/data-types';

const instant = z.number().int();

export const otpSchema = z.object({ code: z.string(), expiresAt: instant, used: z.boolean() });

export const connectionErrorSchema = z.object({
  statusCode: z.string(),
  statusText: z.string(),
  errorMessage: z.string(),
  erroredAt: instant,
  resolvedAt: instant.optional(),
});

const dataType = z.enum(DATA_TYPES);

/** How the read of one type can end badly, in the words of the data status. */
export const readFailureSchema = z.enum([
  'FetchError',
  'MapError',
  'InternalError',
  'ProcessingError',
  'ValidationError',
  'AuthError',
  'Cancelled',
  'NotSupported',
  'RateLimitError',
  'PermissionsError',
  'PrerequisiteNotMet',
]);

/** One run of reads of a connection: its first after an authorisation, a refresh, or one for a product. */
export const syncSchema = z.object({
  id: z.string(),
  cause: z.enum(['authorised', 'refresh', 'product', 'schedule']),
  productId: z.string().optional(),
  /** Read one after another, in this order. Absent: everything the platform offers. */
  types: z.array(dataType).optional(),
  startedAt: instant,
  lengthMs: z.number().nonnegative(),
  /** Types that end badly, and how. */
  failures: z.partialRecord(dataType, readFailureSchema).optional(),
  /** Set when access ended before or after the run was through. */
  endedAt: instant.optional(),
  endedBy: z.enum(['Cancelled', 'AuthError']).optional(),
  /** Its end has been told to those who listen. */
  announced: z.boolean().optional(),
});

export const connectionSchema = z.object({
  id: z.string(),
  platformKey: z.string(),
  status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']),
  createdAt: instant,
  /** The latest authorisation; the first one decides between connected and reconnected. */
  authorisedAt: instant.optional(),
  otps: z.array(otpSchema),
  errors: z.array(connectionErrorSchema),
  info: z.record(z.string(), z.string()).optional(),
  /** The control API named the organisation: no redirect carries the name, so the connection shows it in every profile. */
  isNamed: z.boolean().optional(),
  syncs: z.array(syncSchema),
});

export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  products: z.array(z.string()),
  createdAt: instant,
  otps: z.array(otpSchema),
  connections: z.array(connectionSchema),
});

export const profileSchema = z.object({
  name: z.string(),
  redirectUrl: z.string(),
  logoUrl: z.string().optional(),
  iconUrl: z.string().optional(),
  whiteListUrls: z.array(z.string()),
});

export type Otp = z.infer<typeof otpSchema>;
export type ReadFailure = z.infer<typeof readFailureSchema>;
export type Sync = z.infer<typeof syncSchema>;
export type Connection = z.infer<typeof connectionSchema>;
export type Company = z.infer<typeof companySchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ConnectionStatus = Connection['status'];

export type ReadStatus = 'Queued' | 'Fetching' | 'Mapping' | 'Complete' | ReadFailure;

/** How far the read of one type is. */
export interface TypeRead {
  status: ReadStatus;
  /** Percent. */
  progress: number;
  /** When it ended, well or badly. */
  completedAt?: number;
}

export interface DataTypeRead {
  dataType: DataType;
  read: TypeRead;
}
