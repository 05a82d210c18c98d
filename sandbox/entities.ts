// Owns the shape of what the sandbox remembers; the state file is checked against the same schemas.
import { z } from 'zod';

const instant = z.number().int();

export const otpSchema = z.object({ code: z.string(), expiresAt: instant, used: z.boolean() });

export const connectionErrorSchema = z.object({
  statusCode: z.string(),
  statusText: z.string(),
  errorMessage: z.string(),
  erroredAt: instant,
  resolvedAt: instant.optional(),
});

/** One read of everything a platform offers, started by an authorisation. */
export const syncSchema = z.object({
  startedAt: instant,
  lengthMs: z.number().nonnegative(),
  /** Set when access ended before or after the read was through. */
  endedAt: instant.optional(),
  endedBy: z.enum(['Cancelled', 'AuthError']).optional(),
});

export const connectionSchema = z.object({
  id: z.string(),
  platformKey: z.string(),
  status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']),
  createdAt: instant,
  otps: z.array(otpSchema),
  errors: z.array(connectionErrorSchema),
  info: z.record(z.string(), z.string()).optional(),
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
export type Sync = z.infer<typeof syncSchema>;
export type Connection = z.infer<typeof connectionSchema>;
export type Company = z.infer<typeof companySchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ConnectionStatus = Connection['status'];
