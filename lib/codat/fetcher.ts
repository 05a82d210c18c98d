// Owns the one fetch behind the SDK: a timeout that always fires, and one key that the SDK spells differently from Codat.

const NO_BODY = new Set([204, 205, 304]);

/**
 * Reads the whole answer before the time is up, or gives up.
 * The SDK's own timeout rests on abort signals, and on Node 20 the garbage collector may take a link of their chain (the
 * timeout's signal, or the one in a copied `Request`) before it fires: the call would wait for ever. So the end of the time
 * ends the wait itself. A request that nobody aborted is closed by Node's own limits within minutes.
 * @param timeoutMs milliseconds for headers and body together
 * @param ownExpiry ends the wait instead, where a stream that is sent decides how long that is: it fails when time is up
 */
export function createFetcher(timeoutMs: number, ownExpiry?: Promise<never>) {
  return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    let timer: NodeJS.Timeout | undefined;
    const expiry =
      ownExpiry ??
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(timeUp()), timeoutMs);
      });
    try {
      return await Promise.race([read(input, init), expiry]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What a wait for Codat ends with when time is up. */
export function timeUp(): DOMException {
  return new DOMException('Codat did not answer in time.', 'TimeoutError');
}

async function read(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  // As the SDK made it: Node 20.9 drops the headers of a `Request` that is given options of its own.
  const response = await fetch(input, init);
  const body = await response.text();
  const { status, headers } = response;
  return new Response(NO_BODY.has(status) ? null : withFeatureKey(input, body), { status, headers });
}

/** Codat sends `datatype` in an integration's features; SDK 6.2.1 looks for `dataType` and would lose it (contract b). */
function withFeatureKey(input: RequestInfo | URL, body: string): string {
  // By its shape: a server may have put a `Request` of its own in place of the one that this was made with.
  const { pathname } = new URL(typeof input === 'object' && 'url' in input ? input.url : input);
  return /\/integrations(\/[^/]+)?$/.test(pathname) ? body.replaceAll('"datatype":', '"dataType":') : body;
}
