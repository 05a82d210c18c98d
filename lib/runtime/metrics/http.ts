// HTTP metrics: times every answer of this process, from Next, the API or another listener.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Meter } from './meter';
import type { PatternOf } from './routes';

const CHANNEL = 'http.server.request.start';

/** @returns a function that stops it */
export function timeAnswers(meter: Pick<Meter, 'answered'>, patternOf: PatternOf): () => void {
  const begin = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const started = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'cut';
      meter.answered(request.method ?? '', patternOf(path), status, (performance.now() - started) / 1000);
    });
  };
  subscribe(CHANNEL, begin);
  return () => unsubscribe(CHANNEL, begin);
}
