// Owns what is due later: moments of the sandbox clock and what happens then, in order, however far the clock jumps.
import TinyQueue from 'tinyqueue';
import { z } from 'zod';
import type { Clock } from './clock';

export const taskSchema = z.discriminatedUnion('kind', [
  /** A run of reads is through. */
  z.object({ kind: z.literal('sync-ends'), companyId: z.string(), connectionId: z.string(), id: z.string() }),
  /** Open banking asks again; stands only while this authorisation is the latest. */
  z.object({
    kind: z.literal('access-ends'),
    companyId: z.string(),
    connectionId: z.string(),
    since: z.number(),
  }),
  /** Types with this many hours between reads are read again; stands while the settings and the authorisation do. */
  z.object({
    kind: z.literal('scheduled-read'),
    companyId: z.string(),
    connectionId: z.string(),
    hours: z.number().int().positive(),
    since: z.number(),
    settings: z.string(),
  }),
  /** The next attempt of a webhook message. */
  z.object({ kind: z.literal('deliver'), companyId: z.string().optional(), id: z.string() }),
  /** Midnight UTC after the daily quota was used up. */
  z.object({ kind: z.literal('quota-renews'), companyId: z.undefined().optional() }),
]);
export type Task = z.infer<typeof taskSchema>;
type Kind = Task['kind'];
type TaskOf<K extends Kind> = Extract<Task, { kind: K }>;

const entrySchema = z.object({ at: z.number(), order: z.number().int(), task: taskSchema });
export const agendaSchema = z.array(entrySchema);
type Entry = z.infer<typeof entrySchema>;

export interface Agenda {
  schedule(at: number, task: Task): void;
  /** What to do when a task of this kind is due; `at` is the moment it was due, not the moment it is noticed. */
  on<K extends Kind>(kind: K, act: (task: TaskOf<K>, at: number) => void): void;
  /** Does everything that is due by the clock, earliest first, and what that makes due in turn. */
  runDue(): void;
  forget(companyId: string): void;
  clear(): void;
  take(): Entry[];
  apply(entries: Entry[]): void;
  /** No timer is left behind. */
  close(): void;
}

/** Longer waits overflow a timer; it then simply looks again. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Of two things due at the same moment the one planned first happens first. */
const byMoment = (a: Entry, b: Entry) => a.at - b.at || a.order - b.order;

export function createAgenda(clock: Clock): Agenda {
  const acts = new Map<Kind, (task: never, at: number) => void>();
  let queue = new TinyQueue<Entry>([], byMoment);
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let closed = false;

  function arm(): void {
    clearTimeout(timer);
    const next = queue.peek();
    if (!next || closed) return;
    const wait = Math.min(Math.max(next.at - clock.now(), 0), LONGEST_WAIT_MS);
    timer = setTimeout(runDue, wait);
    // Something due in ninety days must not keep a finished process alive.
    timer.unref();
  }

  function runDue(): void {
    // A task may move things along that ask for what is due; the loop below is already at it.
    if (running || closed) return;
    running = true;
    try {
      for (let next = queue.peek(); next && next.at <= clock.now(); next = queue.peek()) {
        queue.pop();
        acts.get(next.task.kind)?.(next.task as never, next.at);
      }
    } finally {
      running = false;
      arm();
    }
  }

  function replace(entries: Entry[]): void {
    queue = new TinyQueue(entries, byMoment);
    arm();
  }

  return {
    schedule(at, task) {
      order += 1;
      queue.push({ at, order, task });
      if (queue.peek()?.order === order && !running) arm();
    },
    on(kind, act) {
      acts.set(kind, act);
    },
    runDue,
    forget: (companyId) => replace(queue.data.filter(({ task }) => task.companyId !== companyId)),
    clear: () => replace([]),
    take: () => [...queue.data].sort(byMoment),
    apply(entries) {
      order = Math.max(0, ...entries.map((entry) => entry.order));
      replace([...entries]);
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
