// Polling until there is an answer, sooner when the customer returns to the tab.

const EVERY_MS = 1000;

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') end();
    };
    const timer = setTimeout(end, EVERY_MS);
    document.addEventListener('visibilitychange', onVisible);
    signal.addEventListener('abort', end);
  });
}

/** @param ask true when there is nothing left to wait for; it must not throw */
export async function poll(ask: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await ask()) return;
    await pause(signal);
  }
}
