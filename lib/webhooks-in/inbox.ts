// Batching inbox of Codat's webhooks: requests that arrive during a flush join the next batch.

import type { Db } from '@/db/client';
import { insertWebhooks, type ReceivedWebhook } from '@/db/queries/webhooks';
import type { ReadWebhook } from '../codat/webhook';

/** `known`: it had come before. */
export type Kept = 'kept' | 'known';

/** Above this size the queue refuses new messages while the database does not answer: Codat sends them again. */
const MOST_WAITING = 2_000;
/** Of all that waits, since one message may be as long as hundreds of others. In memory a character takes two bytes at most. */
const MOST_CHARACTERS_WAITING = 32_000_000;
/** Of one statement. */
const MOST_AT_ONCE = 200;
const MOST_CHARACTERS = 4_000_000;
/** Who arrives while one statement is written waits for the next, which holds them all: the busier, the more of them. */
const AT_ONCE = 3;
/** So many waiting begin another beside it: one that hangs must not hold up a burst. Fewer wait with it. */
const MANY = 100;

/** The database does not keep up, or is away: nothing of this message is kept. */
export class InboxFull extends Error {
  override readonly name = 'InboxFull';
}

interface Waiting {
  message: ReceivedWebhook;
  resolve: (kept: Kept) => void;
  reject: (error: unknown) => void;
}

export interface WebhookInbox {
  /** Resolves once the message and the work that it makes are committed. @throws InboxFull */
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
    // What has arrived with it is read first.
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

/** @throws when the database cannot keep it */
export async function receiveWebhook(
  tools: { inbox: WebhookInbox; read: ReadWebhook },
  delivery: { raw: ArrayBuffer; headers: Pick<Headers, 'get'>; requestId: string },
): Promise<IntakeResult> {
  const reading = tools.read(delivery.raw, delivery.headers);
  if (!reading.ok) return reading.problem;
  return tools.inbox.keep({ ...reading.message, requestId: delivery.requestId });
}
