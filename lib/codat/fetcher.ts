// Owns the one fetch behind the SDK: a timeout that always fires, and one key that the SDK spells differently from Codat.

const NO_BODY = new Set([204, 205, 304]);

/**
 * Reads the whole answer before the time is up, or gives up.
 * The SDK's own timeout rests on `AbortSignal.timeout`, which Node 20 may collect as garbage before it fires: such a call
 * would wait for ever. The timer here is held by the event loop until the body has been read.
 * @param timeoutMs milliseconds for headers and body together
 */
export function createFetcher(timeoutMs: number) {
  return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const controller = new AbortController();
    const expire = () => controller.abort(new DOMException('Codat did not answer in time.', 'TimeoutError'));
    const timer = setTimeout(expire, timeoutMs);
    try {
      const response = await fetch(input, { ...init, signal: controller.signal });
      const body = await response.text();
      const { status, headers } = response;
      return new Response(NO_BODY.has(status) ? null : withFeatureKey(input, body), { status, headers });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Codat sends `datatype` in an integration's features; SDK 6.2.1 looks for `dataType` and would lose it (contract b). */
function withFeatureKey(input: RequestInfo | URL, body: string): string {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return /\/integrations(\/[^/]+)?$/.test(pathname) ? body.replaceAll('"datatype":', '"dataType":') : body;
}
