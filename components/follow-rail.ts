// Owns how a page hears of progress: a stream while it is looked at, questions now and then where no stream comes through.
import type { RailView } from './live-rail';

export interface Followed {
  /** Address of the stream; the same state on its own is at `stateUrl`. */
  streamUrl: string;
  stateUrl: string;
  onView(view: RailView): void;
  /** What is shown is no longer what this page is about. */
  onOver(): void;
}

/** A proxy that keeps the stream back lets nothing through: the first event comes at once, or it does not come. */
const FIRST_EVENT_MS = 4000;
/** The server beats every 15 seconds. */
const SILENCE_MS = 40_000;
const FIRST_ASK_MS = 2000;
const SLOWEST_ASK_MS = 30_000;
/** After this the page rests: a session must be able to end. */
const LAST_MS = 10 * 60_000;

/** @returns how to stop */
export function followRail({ streamUrl, stateUrl, onView, onOver }: Followed): () => void {
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let until = Date.now() + LAST_MS;
  let isOver = false;

  function take(view: RailView): void {
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
    // The browser tries again by itself, except where the server has said no.
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

  /** Nobody looks: nothing is asked, and no connection is kept. */
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
