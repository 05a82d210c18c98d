// Interface of a queue under measurement, and how the worker in another process is killed.
export interface Queue {
  /** Enqueues a job; resolves once it is committed. */
  enqueue(lane: string, n: number): Promise<void>;
  /** Starts a worker. @returns a function that stops it */
  work(run: (lane: string, n: number) => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export type OpenQueue = (url: string) => Promise<Queue>;
