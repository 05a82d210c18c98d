// Bounded body reader: stops at a size limit and at a time limit.

export type BodyReading =
  | { ok: true; raw: ArrayBuffer }
  /** `cut`: the sender ended the body too early. */
  | { ok: false; problem: 'too-large' | 'too-slow' | 'cut' };

const TOO_LARGE: BodyReading = { ok: false, problem: 'too-large' };

/** The HTTP status of each. */
export const BODY_STATUS = { 'too-large': 413, 'too-slow': 408, cut: 400 } as const;

/**
 * Stops reading a body that is too large or too slow, whatever its headers say.
 * @param limits bytes, and milliseconds for the whole body
 */
export function readBody(
  request: Request,
  limits: { maxBytes: number; maxMs: number },
): Promise<BodyReading> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.maxBytes) return Promise.resolve(TOO_LARGE);
  // Every webhook passes here: a single promise, instead of a race of several.
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ ok: false, problem: 'too-slow' }), limits.maxMs);
    const end = (reading: BodyReading) => {
      clearTimeout(timer);
      resolve(reading);
    };
    read(request, limits.maxBytes).then(end, () => end({ ok: false, problem: 'cut' }));
  });
}

function read(request: Request, maxBytes: number): Promise<BodyReading> {
  // HTTP itself enforces a declared length, so such a body can be read in one step.
  if (!request.headers.has('content-length') || request.headers.has('transfer-encoding')) {
    return readCounting(request, maxBytes);
  }
  return request
    .arrayBuffer()
    .then((raw) => (raw.byteLength > maxBytes ? TOO_LARGE : { ok: true as const, raw }));
}

async function readCounting(request: Request, maxBytes: number): Promise<BodyReading> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (request.body === null) return { ok: true, raw: new ArrayBuffer(0) };
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      // Not cancelled: that would close the connection before the answer. The rest is drained after it.
      reader.releaseLock();
      return TOO_LARGE;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return { ok: true, raw: whole.buffer };
}
