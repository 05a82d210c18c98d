// Connection draining: at shutdown each kept-alive connection closes after an answer, never during a request.
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { isDraining, onDrain } from './graceful-shutdown';

const isAboutAnswer = (message: unknown): message is { response: ServerResponse } =>
  typeof message === 'object' && message !== null && 'response' in message;

/**
 * For every HTTP server of this process, since Next's own is not reachable otherwise. Without it a busy connection
 * stays open as long as it is used, and an idle one is cut while a request is on its way.
 */
export function closeKeepAlive(): void {
  const open = new Set<ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    if (!isAboutAnswer(message)) return;
    const { response } = message;
    if (isDraining()) {
      response.shouldKeepAlive = false;
      return;
    }
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  onDrain(() => {
    for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
  });
}
