// Worker thread manager for receipt PDFs: starts one on demand, ends it when idle, replaces it after a crash.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Receipt } from '../domain/receipt/receipt';

export interface RenderOrder {
  id: number;
  receipt: Receipt;
  jws: string;
  verifyUrl: string;
}

export type RenderAnswer = { id: number; paper: Uint8Array } | { id: number; problem: string };

export interface RenderThread {
  render(receipt: Receipt, jws: string, verifyUrl: string): Promise<Uint8Array>;
  /** Pending renderings fail. */
  end(): Promise<void>;
}

interface Waiting {
  resolve(paper: Uint8Array): void;
  reject(error: Error): void;
}

/** Loaded typefaces take memory, and a few seconds to load again. */
const IDLE_MS = 60_000;
/** The thread is replaced when one receipt takes this long. */
const PATIENCE_MS = 120_000;
const MOST_HEAP_MB = 512;

/** By its path among the sources, which exist wherever the app runs; written so that the bundler ignores it. */
const SCRIPT = ['lib', 'receipt', 'render-worker.mjs'];

export function createRenderThread({
  script = [process.cwd(), ...SCRIPT].join(path.sep),
  idleMs = IDLE_MS,
  patienceMs = PATIENCE_MS,
} = {}): RenderThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let orders = 0;

  function fail(of: Worker, error: Error): void {
    if (worker !== of) return;
    worker = undefined;
    clearTimeout(timer);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    void of.terminate();
  }

  function start(): Worker {
    // Not with `new`: Turbopack would take the path for a module of the bundle, and fail to find it.
    const started: Worker = Reflect.construct(Worker, [
      script,
      { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } },
    ]);
    started.on('message', (answer: RenderAnswer) => {
      const order = waiting.get(answer.id);
      waiting.delete(answer.id);
      watch(started);
      if ('paper' in answer) order?.resolve(answer.paper);
      else order?.reject(new Error(answer.problem));
    });
    started.on('error', (error) => fail(started, error instanceof Error ? error : new Error(String(error))));
    started.on('exit', (code) => fail(started, new Error(`the thread for receipts ended with ${code}`)));
    return started;
  }

  /** A process without other work may end; one that renders may not. */
  function watch(of: Worker): void {
    clearTimeout(timer);
    const isIdle = waiting.size === 0;
    if (isIdle) of.unref();
    else of.ref();
    timer = setTimeout(
      () => fail(of, new Error('the thread for receipts took too long')),
      isIdle ? idleMs : patienceMs,
    );
    timer.unref();
  }

  return {
    render(receipt, jws, verifyUrl) {
      worker ??= start();
      const to = worker;
      orders += 1;
      const order: RenderOrder = { id: orders, receipt, jws, verifyUrl };
      return new Promise((resolve, reject) => {
        waiting.set(order.id, { resolve, reject });
        to.postMessage(order);
        watch(to);
      });
    },
    async end() {
      const of = worker;
      if (of === undefined) return;
      fail(of, new Error('the thread for receipts was ended'));
      await of.terminate();
    },
  };
}
