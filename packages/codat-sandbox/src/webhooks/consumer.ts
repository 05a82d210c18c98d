// Webhook consumer: address, event and tag filters, signing secrets.
import { z } from 'zod';
import type { PublishedEvent } from '../state/events';

export const consumerSchema = z.object({
  id: z.string(),
  url: z.string(),
  eventTypes: z.array(z.string()),
  disabled: z.boolean(),
  companyTags: z.array(z.string()).optional(),
  secret: z.string(),
  /** Previous secrets, signing until then. */
  retired: z.array(z.object({ secret: z.string(), until: z.number() })),
  /** The first failure since the last success. */
  failingSince: z.number().optional(),
});
export type Consumer = z.infer<typeof consumerSchema>;

export const CONSUMER_LIMIT = 50;
const RETIRED_SIGNS_MS = 24 * 60 * 60 * 1000;
const FAILING_LIMIT_MS = 5 * 24 * 60 * 60 * 1000;

/** Client-wide events have no tags, so a consumer with a tag filter does not receive them. */
export function wants(consumer: Consumer, event: PublishedEvent): boolean {
  const { eventTypes, companyTags } = consumer;
  if (!eventTypes.includes(event.type)) return false;
  return companyTags === undefined || companyTags.some((tag) => event.tags.includes(tag));
}

/** The current secret first. */
export function signingSecrets({ secret, retired }: Consumer, now: number): string[] {
  return [secret, ...retired.filter(({ until }) => until > now).map((old) => old.secret)];
}

export function changeSecret(consumer: Consumer, secret: string, now: number): void {
  if (secret === consumer.secret) return;
  const old = { secret: consumer.secret, until: now + RETIRED_SIGNS_MS };
  consumer.retired = [old, ...consumer.retired.filter(({ until }) => until > now)];
  consumer.secret = secret;
}

/** Whether the consumer has failed for too long. */
export function noteFailure(consumer: Consumer, now: number): boolean {
  consumer.failingSince ??= now;
  return now - consumer.failingSince >= FAILING_LIMIT_MS;
}
