// Owns what is asked of a queue to be measured, and how the one of another process is killed.
export interface Queue {
  /** Resolves once it is committed. */
  enqueue(lane: string, n: number): Promise<void>;
  /** @returns what ends this worker */
  work(run: (lane: string, n: number) => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export type OpenQueue = (url: string) => Promise<Queue>;
