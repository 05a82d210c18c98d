// Message log: a bounded memory of events and the messages made from them.
import { z } from 'zod';
import type { PublishedEvent } from '../state/events';
import { type Message, messageSchema } from './message';

const KEPT = 5000;
/** Trimmed in batches: a search on every addition would cost a walk per event. */
const SLACK = 500;
/** Longest reach of a replay; older events are dropped. */
export const REPLAY_MS = 14 * 24 * 60 * 60 * 1000;

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  at: z.number(),
  companyId: z.string().exactOptional(),
  tags: z.array(z.string()).readonly(),
  body: z.string(),
}) satisfies z.ZodType<PublishedEvent>;

export const messageLogSchema = z.object({ events: z.array(eventSchema), messages: z.array(messageSchema) });
type Kept = z.infer<typeof messageLogSchema>;

export interface MessageLog {
  addEvent(event: PublishedEvent): void;
  addMessage(message: Message): void;
  message(id: string): Message | undefined;
  /** Oldest first. */
  messages(): Message[];
  events(): PublishedEvent[];
  removeOf(consumerId: string): void;
  forget(companyId: string): void;
  clear(): void;
  take(): Kept;
  apply(kept: Kept): void;
}

/** Drops delivered messages first, then failed ones, pending ones last. */
function trimmed(messages: Map<string, Message>): Map<string, Message> {
  let surplus = messages.size - KEPT;
  const kept = new Map(messages);
  for (const states of [['Success'], ['Failure'], ['Sending', 'Attempting']]) {
    for (const { id, state } of messages.values()) {
      if (surplus <= 0) return kept;
      if (!states.includes(state)) continue;
      kept.delete(id);
      surplus -= 1;
    }
  }
  return kept;
}

export function createMessageLog(): MessageLog {
  let events: PublishedEvent[] = [];
  let messages = new Map<string, Message>();
  return {
    addEvent(event) {
      events.push(event);
      if (events.length <= KEPT + SLACK) return;
      events = events.slice(-KEPT).filter(({ at }) => at >= event.at - REPLAY_MS);
    },
    addMessage(message) {
      messages.set(message.id, message);
      if (messages.size > KEPT + SLACK) messages = trimmed(messages);
    },
    message: (id) => messages.get(id),
    messages: () => [...messages.values()],
    events: () => events,
    removeOf(consumerId) {
      for (const message of messages.values()) {
        if (message.consumerId === consumerId) messages.delete(message.id);
      }
    },
    forget(companyId) {
      events = events.filter((event) => event.companyId !== companyId);
      for (const message of messages.values()) {
        if (message.companyId === companyId) messages.delete(message.id);
      }
    },
    clear() {
      events = [];
      messages.clear();
    },
    take: () => ({ events, messages: [...messages.values()] }),
    apply(kept) {
      events = kept.events;
      messages = new Map(kept.messages.map((message) => [message.id, message]));
    },
  };
}
