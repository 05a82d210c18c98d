// One delivery attempt: a POST with a deadline, judged by the status alone.
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Letter {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Outcome {
  /** 0 when no answer came. */
  status: number;
  error?: string;
}

export interface Courier {
  /** Never rejects. Undefined when `control` aborted it. */
  post(letter: Letter, control: AbortController): Promise<Outcome | undefined>;
  close(): void;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

export function createCourier(timeoutMs: number): Courier {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const late = `No answer within ${timeoutMs / 1000} s.`;

  function open(url: string, options: RequestOptions) {
    return new URL(url).protocol === 'https:'
      ? httpsRequest(url, { ...options, agent: agents.https })
      : httpRequest(url, { ...options, agent: agents.http });
  }

  function send({ url, headers, body }: Letter, signal: AbortSignal): Promise<Outcome | 'stale'> {
    return new Promise((resolve) => {
      let status = 0;
      const bytes = Buffer.from(body);
      const length = { 'content-length': String(bytes.length) };
      const request = open(url, { method: 'POST', headers: { ...headers, ...length }, signal });
      request.on('response', (response) => {
        status = response.statusCode ?? 0;
        // Drains the body, so that the connection can be reused.
        response.on('error', () => resolve({ status }));
        response.on('close', () => resolve({ status }));
        response.resume();
      });
      request.on('error', (error) => {
        // A reused connection may have been closed while idle: the receiver has not seen this attempt.
        if (request.reusedSocket && status === 0 && codeOf(error) === 'ECONNRESET') resolve('stale');
        else resolve(status === 0 ? { status, error: codeOf(error) } : { status });
      });
      request.end(bytes);
    });
  }

  return {
    async post(letter, control) {
      const timer = setTimeout(() => control.abort(late), timeoutMs);
      let outcome = await send(letter, control.signal);
      while (outcome === 'stale') outcome = await send(letter, control.signal);
      clearTimeout(timer);
      if (!control.signal.aborted) return outcome;
      if (control.signal.reason !== late) return undefined;
      return outcome.status === 0 ? { status: 0, error: late } : outcome;
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
