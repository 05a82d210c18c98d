// Batching inbox of Codat's webhooks: requests that arrive during a flush join the next batch.

import type { Db } from '@/db/client';
import { insertWebhooks, type ReceivedWebhook } from '@/db/queries/webhooks';
import type { ReadWebhook } from '../codat/webhook';

/** `known`: it was stored before. */
export type Kept = 'kept' | 'known';

/** Above this number new messages are refused while the database does not answer: Codat sends them again. */
const MOST_WAITING = 2_000;
/** Limit for all waiting messages, since one may be as long as hundreds. A character takes at most two bytes. */
const MOST_CHARACTERS_WAITING = 32_000_000;
/** Messages per statement. */
const MOST_AT_ONCE = 200;
const MOST_CHARACTERS = 4_000_000;
/** Messages that arrive during a statement wait for the next one, which stores them all: batches grow with the load. */
const AT_ONCE = 3;
/** This many waiting messages start another statement in parallel, in case one hangs. Fewer wait. */
const MANY = 100;

/** The database is too slow or down: nothing of this message is stored. */
export class InboxFull extends Error {
  override readonly name = 'InboxFull';
}

interface Waiting {
  message: ReceivedWebhook;
  resolve: (kept: Kept) => void;
  reject: (error: unknown) => void;
}

export interface WebhookInbox {
  /** Resolves once the message and its job are committed. @throws InboxFull */
  keep(message: ReceivedWebhook): Promise<Kept>;
}

export function createInbox(db: () => Db, mostCharacters = MOST_CHARACTERS_WAITING): WebhookInbox {
  const waiting: Waiting[] = [];
  let characters = 0;
  let busy = 0;

  /** Runs until the queue is empty. Two statements with the same message wait for each other. */
  async function work(): Promise<void> {
    if (busy === AT_ONCE || (busy > 0 && waiting.length < MANY)) return;
    busy += 1;
    // Reads first what arrived at the same time.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const next = waiting.splice(0, lengthOfNext(waiting));
      characters -= charactersOf(next);
      await keepTogether(db, next);
    }
    busy -= 1;
  }

  return {
    keep: (message) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MOST_WAITING || characters + message.body.length > mostCharacters) {
          reject(new InboxFull('too many messages wait'));
          return;
        }
        waiting.push({ message, resolve, reject });
        characters += message.body.length;
        void work();
      }),
  };
}

const charactersOf = (waiting: readonly Waiting[]) =>
  waiting.reduce((sum, { message }) => sum + message.body.length, 0);

function lengthOfNext(waiting: readonly Waiting[]): number {
  let characters = 0;
  const end = waiting.findIndex(({ message }, index) => {
    characters += message.body.length;
    return index > 0 && (index === MOST_AT_ONCE || characters > MOST_CHARACTERS);
  });
  return end === -1 ? waiting.length : end;
}

/**
 * Never throws: each waiting request gets its result. Of two messages with one id the first is stored and the other
 * is known.
 */
async function keepTogether(db: () => Db, group: readonly Waiting[]): Promise<void> {
  const first = new Map<string, ReceivedWebhook>();
  for (const { message } of group) {
    if (!first.has(message.messageId)) first.set(message.messageId, message);
  }
  try {
    const fresh = await insertWebhooks(db(), [...first.values()]);
    for (const { message, resolve } of group) {
      const isFirst = first.get(message.messageId) === message;
      resolve(isFirst && fresh.has(message.messageId) ? 'kept' : 'known');
    }
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

export type IntakeResult = Kept | 'forged' | 'stale' | 'unreadable';

/** @throws when the database cannot store it */
export async function receiveWebhook(
  tools: { inbox: WebhookInbox; read: ReadWebhook },
  delivery: { raw: ArrayBuffer; headers: Pick<Headers, 'get'>; requestId: string },
): Promise<IntakeResult> {
  const reading = tools.read(delivery.raw, delivery.headers);
  if (!reading.ok) return reading.problem;
  return tools.inbox.keep({ ...reading.message, requestId: delivery.requestId });
}
