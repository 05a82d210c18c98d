// Rate limit per API key, in this process: each question counts. A counter in the database would cost more than an answer, and
// what is kept here is one caller from taking the time of all others.
import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tooManyRequests } from './problem';

export interface KeyLimit {
  /** Counts questions, and writes `RateLimit-*` into the answer. @returns the refusal when there were too many */
  take(c: Context, key: { id: string; perMinute: number }, questions: number): Promise<Response | null>;
}

const SECONDS = 60;

export function createKeyLimit(): KeyLimit {
  /** By the number that keys may ask. */
  const counters = new Map<number, RateLimiterMemory>();
  return {
    async take(c, { id, perMinute }, questions) {
      const counter =
        counters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: SECONDS });
      counters.set(perMinute, counter);
      const { verdict, isRefused } = await consume(counter, id, questions);
      const seconds = Math.max(1, Math.ceil(verdict.msBeforeNext / 1000));
      c.header('ratelimit-limit', String(perMinute));
      c.header('ratelimit-remaining', String(Math.max(0, verdict.remainingPoints)));
      c.header('ratelimit-reset', String(seconds));
      return isRefused ? tooManyRequests(c, seconds) : null;
    },
  };
}

async function consume(counter: RateLimiterMemory, id: string, questions: number) {
  try {
    return { verdict: await counter.consume(id, questions), isRefused: false };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { verdict: error, isRefused: true };
    throw error;
  }
}
