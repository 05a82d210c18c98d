// Message: one event for one consumer, its attempts and the time of the next one.
import { z } from 'zod';
import { tokenFrom } from '../random/ids';
import type { PublishedEvent } from '../state/events';

export const attemptSchema = z.object({
  at: z.number(),
  /** 0 when no answer came. */
  status: z.number().int(),
  ms: z.number(),
  error: z.string().optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const messageSchema = z.object({
  id: z.string(),
  eventType: z.string(),
  companyId: z.string().optional(),
  consumerId: z.string(),
  url: z.string(),
  /** Exact bytes of every attempt. */
  body: z.string(),
  createdAt: z.number(),
  /** Sending: on its way or about to be. Attempting: failed and will be tried again. */
  state: z.enum(['Sending', 'Attempting', 'Success', 'Failure']),
  nextAttemptAt: z.number().optional(),
  attempts: z.array(attemptSchema),
  /** Failed attempts since the last resend. */
  failures: z.number().int(),
  /** Deliver a second time after success. */
  isTwice: z.boolean(),
});
export type Message = z.infer<typeof messageSchema>;

/** Derived from event and consumer, so that any repetition has the same id. */
export function messageId(event: PublishedEvent, consumerId: string): string {
  return `msg_${tokenFrom(`${event.id} ${consumerId}`, 'hex').slice(0, 27)}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Delay after the first, second, third … failure; eight attempts with the immediate one. */
const RETRY_AFTER_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
] as const;

/** Undefined after the last attempt. */
export function retryAfter(failures: number, timeLapse: number): number | undefined {
  const wait = RETRY_AFTER_MS[failures - 1];
  return wait === undefined ? undefined : wait / timeLapse;
}

/** More than a schedule and some resends. */
const ATTEMPTS_KEPT = 30;

export function noteAttempt(message: Message, attempt: Attempt): void {
  message.attempts.push(attempt);
  if (message.attempts.length > ATTEMPTS_KEPT) message.attempts.shift();
}
