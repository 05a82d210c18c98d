// Fetch for the SDK: its timeout always fires, and the raw answer is kept.

const NO_BODY = new Set([204, 205, 304]);

/** Bytes. The largest page of Codat's lists has some hundred kilobytes; an endless answer would fill the memory. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The answer is larger than anything Codat sends. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Reads the whole answer within the timeout, or fails. The SDK's own timeout relies on abort signals, and on Node
 * 20 the garbage collector may take a link of their chain (the timeout's signal, or the one in a copied `Request`)
 * before it fires: the call would never end. So the timer ends the wait itself. Node's own limits close the abandoned
 * request within minutes.
 * @param timeoutMs milliseconds for headers and body together
 * @param ownExpiry rejects when time is up: replaces the timeout for a stream, whose length decides its duration
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

/** The error for a call to Codat whose time is up. */
export function timeUp(): DOMException {
  return new DOMException('Codat did not answer in time.', 'TimeoutError');
}

async function read(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  // Passed on unchanged: Node 20.9 drops the headers of a `Request` that gets further options.
  const response = await fetch(input, init);
  const body = await textOf(response);
  const { status, headers } = response;
  return new Response(NO_BODY.has(status) ? null : body, { status, headers });
}

async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let left = MOST_BYTES;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    left -= value.byteLength;
    if (left < 0) {
      await reader.cancel();
      throw new AnswerTooLarge('The answer has no end.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

export type Fetcher = ReturnType<typeof createFetcher>;

/** An unparsed answer. */
export interface KeptAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/**
 * The same fetch for one call: it keeps the answer, and gives the SDK an empty one. The SDK would drop values that
 * its schemas do not know, and on a body that is no JSON it rejects a promise that no caller can catch.
 */
export function keepAnswer(fetcher: Fetcher): { fetcher: Fetcher; answer: () => KeptAnswer | null } {
  let answer: KeptAnswer | null = null;
  return {
    fetcher: async (input, init) => {
      const response = await fetcher(input, init);
      const { status, headers } = response;
      answer = { status, headers, body: await response.text() };
      return new Response(null, { status: 204 });
    },
    answer: () => answer,
  };
}
