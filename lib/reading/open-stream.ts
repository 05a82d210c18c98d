// Stream of Server-Sent Events: the whole state first and at each change, a heartbeat in between, and an end.
import { machineMs } from '../runtime/clock';

export interface StreamState {
  /** Writes one line. */
  body: string;
  /** Nothing will change any more. */
  isSettled: boolean;
  nextPollInMs: number;
}

export interface StreamSource {
  /** False once the viewer has lost the right to watch. */
  isAllowed(): Promise<boolean>;
  /** Null when there is nothing left to watch. */
  read(): Promise<StreamState | null>;
  /** Polls Codat, unless another process does. */
  refresh(): Promise<void>;
  /** @returns a function that unsubscribes */
  subscribe(wake: () => void): () => void;
  onEnd(): void;
}

export interface StreamTimes {
  /** Proxies and browsers close a connection that is silent for longer. */
  beatMs: number;
  /** A page that is left open stops after this long, so that its session can end. */
  lastMs: number;
  /** Notices within this time are read together. */
  settleMs: number;
}

export const STREAM_TIMES: StreamTimes = { beatMs: 15_000, lastMs: 10 * 60_000, settleMs: 50 };

/** Milliseconds after which a browser reconnects a broken stream. */
const RETRY_MS = 3000;

/**
 * Each stream begins with the whole state, so that a reconnecting client has missed nothing. `rest`: connect again
 * when the page is visible; `over`: reload the page, which then shows the present state.
 */
export function openStream(
  source: StreamSource,
  times: StreamTimes = STREAM_TIMES,
): { body: ReadableStream<Uint8Array>; end: () => void } {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isEnded = false;
  let isWoken = false;
  let wakeUp: () => void = () => {};

  function wake(): void {
    isWoken = true;
    wakeUp();
  }
  function send(event: string, data = '{}'): void {
    if (!isEnded) controller?.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
  }
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  const unhear = source.subscribe(wake);
  function end(): void {
    if (isEnded) return;
    isEnded = true;
    unhear();
    source.onEnd();
    wakeUp();
    try {
      controller?.close();
    } catch {
      // The client closed it first.
    }
  }

  async function run(): Promise<void> {
    const until = machineMs() + times.lastMs;
    let beatAt = machineMs() + times.beatMs;
    let sent: string | null = null;
    let isLooking = false;
    const refresh = () => {
      isLooking = true;
      source
        .refresh()
        .catch(() => {})
        .finally(() => {
          isLooking = false;
          wake();
        });
    };
    while (!isEnded) {
      isWoken = false;
      // Checked before each read: after the end of a session its holder receives nothing more.
      if (!(await source.isAllowed().catch(() => true))) return send('over');
      if (machineMs() >= beatAt) {
        beatAt = machineMs() + times.beatMs;
        send('beat');
      }
      // While the database is down the stream stays open, and silent.
      const state = await source.read().catch(() => undefined);
      if (state === null) return send('over');
      if (state !== undefined && state.body !== sent) send('view', state.body);
      sent = state?.body ?? sent;
      if (state?.isSettled) return;
      if (machineMs() >= until) return send('rest');
      if (!isLooking && state?.nextPollInMs === 0) refresh();
      if (!isWoken && !isEnded) {
        const pollInMs = isLooking ? times.beatMs : (state?.nextPollInMs ?? times.beatMs);
        await pause(Math.max(Math.min(pollInMs, beatAt - machineMs(), until - machineMs()), 20));
      }
      if (isWoken && !isEnded) await pause(times.settleMs);
    }
  }

  const body = new ReadableStream<Uint8Array>({
    start(own) {
      controller = own;
      own.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
      run().then(end, end);
    },
    cancel: end,
  });
  return { body, end };
}
