// Publish–subscribe hub: one listening connection wakes every stream of this process.
import { type Database, getDatabase } from '@/db/client';
import { READS_CHANNEL } from '@/db/queries/read-progress';

export interface ReadsHub {
  /** @returns a function that unsubscribes */
  subscribe(companyId: string, wake: () => void): () => void;
}

/**
 * Listens from the first stream on and never stops: notifications are few, and one sent during a restart would be
 * lost. While the database cannot be listened to, streams poll at every heartbeat.
 */
export function createHub(database: () => Pick<Database, 'listen'>): ReadsHub {
  const waiting = new Map<string, Set<() => void>>();
  let isListening = false;

  function tell(companyId: string): void {
    // An empty notice: the connection was lost for a while, and any notice may have been missed.
    const sets = companyId === '' ? [...waiting.values()] : [waiting.get(companyId) ?? []];
    for (const wake of sets.flatMap((set) => [...set])) wake();
  }

  return {
    subscribe(companyId, wake) {
      if (!isListening) {
        isListening = true;
        database()
          .listen(READS_CHANNEL, tell)
          .catch(() => {
            isListening = false;
          });
      }
      const own = waiting.get(companyId) ?? new Set();
      waiting.set(companyId, own.add(wake));
      return () => {
        own.delete(wake);
        if (own.size === 0 && waiting.get(companyId) === own) waiting.delete(companyId);
      };
    },
  };
}

/** Kept on the process: Next may load this module more than once. */
const holder = globalThis as typeof globalThis & { accordReadsHub?: ReadsHub };

export function getHub(): ReadsHub {
  holder.accordReadsHub ??= createHub(getDatabase);
  return holder.accordReadsHub;
}
