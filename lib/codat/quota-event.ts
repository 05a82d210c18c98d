// Owns what Codat's events about the daily quota say. Their payload has the three fields of docs/codat.md#quota.
import { z } from 'zod';
import { jsonOrNull } from '../domain/text/json';

const event = z.looseObject({ payload: z.looseObject({ expiryDate: z.string() }) });

/** @returns until when no call is answered; null when the quota was renewed, or where no moment can be read */
export function readQuotaEvent(eventType: string, body: string): { until: Date } | null {
  if (eventType !== 'client.rateLimit.reached') return null;
  const read = event.safeParse(jsonOrNull(body));
  if (!read.success) return null;
  const until = new Date(read.data.payload.expiryDate);
  return Number.isNaN(until.getTime()) ? null : { until };
}
