// Task scheduler on the sandbox clock: tasks run in order and at their moment, however far the clock jumps.
import TinyQueue from 'tinyqueue';
import { z } from 'zod';
import type { Clock } from './clock';

export const taskSchema = z.discriminatedUnion('kind', [
  /** End of a read. */
  z.object({ kind: z.literal('sync-ends'), companyId: z.string(), connectionId: z.string(), id: z.string() }),
  /** End of open banking access; ignored after a later authorisation. */
  z.object({
    kind: z.literal('access-ends'),
    companyId: z.string(),
    connectionId: z.string(),
    since: z.number(),
  }),
  /** Scheduled read of the types with this interval; ignored after a change of settings or authorisation. */
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
export const schedulerSchema = z.array(entrySchema);
type Entry = z.infer<typeof entrySchema>;

export interface Scheduler {
  schedule(at: number, task: Task): void;
  /** Handler of a kind of task; `at` is the moment it was due, not the moment it is run. */
  on<K extends Kind>(kind: K, act: (task: TaskOf<K>, at: number) => void): void;
  /** Runs everything due, earliest first, including tasks that become due on the way. */
  runDue(): void;
  forget(companyId: string): void;
  clear(): void;
  take(): Entry[];
  apply(entries: Entry[]): void;
  /** Clears the timer. */
  close(): void;
}

/** Longest wait of a timer; a later task needs several. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Ties run in the order in which they were scheduled. */
const byMoment = (a: Entry, b: Entry) => a.at - b.at || a.order - b.order;

export function createScheduler(clock: Clock): Scheduler {
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
    // A pending task must not keep the process alive.
    timer.unref();
  }

  function runDue(): void {
    // Re-entrancy: a handler may call this; the outer loop continues.
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
