// Subscription to reading progress: a stream while the page is visible, polling where no stream comes through.
import type { SyncProgress } from './live-progress';

export interface Followed {
  /** Address of the stream; `stateUrl` answers the same state once. */
  streamUrl: string;
  stateUrl: string;
  onView(view: SyncProgress): void;
  /** The page's subject has changed: what it shows is out of date. */
  onOver(): void;
}

/** The first event is sent at once: if it does not arrive in this time, a proxy holds the stream back. */
const FIRST_EVENT_MS = 4000;
/** The server sends a heartbeat every 15 seconds. */
const SILENCE_MS = 40_000;
const FIRST_ASK_MS = 2000;
const SLOWEST_ASK_MS = 30_000;
/** After this the page stops: a session must be able to expire. */
const LAST_MS = 10 * 60_000;

/** @returns a function that unsubscribes */
export function followProgress({ streamUrl, stateUrl, onView, onOver }: Followed): () => void {
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let until = Date.now() + LAST_MS;
  let isOver = false;

  function take(view: SyncProgress): void {
    if (view.isSettled) finish();
    onView(view);
  }

  function finish(): void {
    isOver = true;
    pause();
  }

  function pause(): void {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  }

  function listen(): void {
    const own = new EventSource(streamUrl);
    stream = own;
    const patience = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(ask, ms);
    };
    patience(FIRST_EVENT_MS);
    own.addEventListener('view', (event: MessageEvent<string>) => {
      patience(SILENCE_MS);
      take(JSON.parse(event.data));
    });
    own.addEventListener('beat', () => patience(SILENCE_MS));
    own.addEventListener('rest', pause);
    own.addEventListener('over', () => {
      finish();
      onOver();
    });
    // The browser reconnects by itself, except where the server has refused.
    own.addEventListener('error', () => {
      if (own.readyState === EventSource.CLOSED) ask();
      else patience(FIRST_EVENT_MS * 2);
    });
  }

  function ask(waitMs = FIRST_ASK_MS): void {
    pause();
    if (Date.now() > until) return;
    fetch(stateUrl, { cache: 'no-store', headers: { accept: 'application/json' } })
      .then(async (answer) => {
        if (isOver || document.visibilityState !== 'visible') return;
        if (answer.ok) take(await answer.json());
        else if (answer.status === 401 || answer.status === 404) {
          finish();
          onOver();
        }
      })
      .catch(() => {})
      .finally(() => {
        const next = Math.min(waitMs * 1.5, SLOWEST_ASK_MS);
        if (!isOver && document.visibilityState === 'visible') timer = setTimeout(() => ask(next), waitMs);
      });
  }

  /** While the page is hidden it polls nothing and keeps no connection. */
  function onVisibility(): void {
    pause();
    if (isOver || document.visibilityState !== 'visible') return;
    until = Date.now() + LAST_MS;
    listen();
  }

  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    finish();
  };
}
