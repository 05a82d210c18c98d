// Owns the variables about looking at the service while it runs: figures and traces. All of them are off by themselves.
import { z } from 'zod';

export const measureFields = {
  /** A listener of its own for /metrics. */
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port')
    .transform(Number)
    .refine((port) => port > 0 && port < 65_536, 'must be a port')
    .optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Opens /api/metrics to whoever has it; on the port of its own it is asked for, too. */
  METRICS_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Where traces are sent, as OTLP over HTTP. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('must be the address of a collector').optional(),
  OTEL_SERVICE_NAME: z.string().default('accord'),
};
