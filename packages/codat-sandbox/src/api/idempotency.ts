// Idempotency keys: the first answer of a POST or PATCH is kept for 90 minutes and repeated, also after a restart.
import { z } from 'zod';
import { byStatus, notValid } from '../http/errors';
import { tokenFrom } from '../random/ids';
import type { World } from '../state/world';

const KEPT_MS = 90 * 60 * 1000;

const answerSchema = z.object({
  status: z.number().int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

const keptSchema = z.object({
  fingerprint: z.string(),
  expiresAt: z.number(),
  companyId: z.string().optional(),
  answer: answerSchema,
});

const stateSchema = z.object({
  /** Address of the sandbox when it gave the answers; their links point there. */
  url: z.string(),
  kept: z.array(z.tuple([z.string(), keptSchema])),
});

type Answer = z.infer<typeof answerSchema>;
type Answered = z.infer<typeof keptSchema>;
/** No answer yet while the first call runs. */
type Kept = Omit<Answered, 'answer'> & { answer?: Answer };

export interface Idempotency {
  /** `companyId` is called once the work is done: a call that creates a company knows its id only then. */
  run(call: {
    key: string;
    fingerprint: string;
    companyId: () => string | undefined;
    work: () => Promise<Response>;
  }): Promise<Response>;
}

function replay({ status, headers, body }: Answer): Response {
  // 204 may not have a body, not even an empty one.
  return new Response(body === '' ? null : body, { status, headers });
}

/** Rewrites links of an answer to the sandbox's present address. */
function moved(answer: Answer, from: string, to: string): Answer {
  return from === to ? answer : { ...answer, body: answer.body.replaceAll(from, to) };
}

/** State part of the answers. */
function keepAnswers(world: World, kept: Map<string, Kept>): void {
  world.keep('idempotency', {
    schema: stateSchema,
    take: () => ({
      url: world.url,
      kept: [...kept].flatMap(([key, { answer, ...entry }]) =>
        answer ? [[key, { ...entry, answer }] as [string, Answered]] : [],
      ),
    }),
    apply({ url, kept: entries }) {
      for (const [key, entry] of entries) {
        kept.set(key, { ...entry, answer: moved(entry.answer, url, world.url) });
      }
    },
    clear: () => kept.clear(),
    forget(companyId) {
      for (const [key, entry] of kept) if (entry.companyId === companyId) kept.delete(key);
    },
  });
}

export function createIdempotency(world: World): Idempotency {
  const kept = new Map<string, Kept>();
  keepAnswers(world, kept);

  function sweep(now: number): void {
    // Insertion order is age order, so the first valid entry ends the search.
    for (const [key, { expiresAt }] of kept) {
      if (expiresAt > now) return;
      kept.delete(key);
    }
  }

  return {
    async run({ key, fingerprint, companyId, work }) {
      if (key.length > 255 || key.includes(',')) throw notValid('Idempotency-Key', 'Send one key.');
      const now = world.clock.now();
      sweep(now);
      const print = tokenFrom(fingerprint);
      const known = kept.get(key);
      if (known) {
        if (known.fingerprint !== print) throw byStatus(422);
        if (!known.answer) throw byStatus(409);
        return replay(known.answer);
      }
      const entry: Kept = { fingerprint: print, expiresAt: now + KEPT_MS };
      kept.set(key, entry);
      try {
        const response = await work();
        const body = await response.clone().text();
        // A 429 is not an answer to the request: the key is free again.
        if (response.status === 429) {
          kept.delete(key);
          return response;
        }
        entry.answer = { status: response.status, headers: [...response.headers], body };
        const about = companyId()?.toLowerCase();
        if (about !== undefined) entry.companyId = about;
        world.touch();
        return response;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}
