// Logged request as the control API shows it: the body as JSON where it is JSON.
import { parseJson } from '../http/http';
import type { LoggedRequest } from '../state/request-log';

export function requestWire({
  body,
  ...request
}: LoggedRequest): Omit<LoggedRequest, 'body'> & { body?: unknown } {
  return body === undefined ? request : { ...request, body: parseJson(body) ?? body };
}
