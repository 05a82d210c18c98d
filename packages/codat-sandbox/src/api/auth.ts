// API key check: Basic with the base64 of the key alone, no user and no colon.
import { API_KEY, FOREIGN_API_KEY } from '../config/config';
import { byStatus } from '../http/errors';

function keyOf(header: string | undefined): string | undefined {
  const [, encoded] = /^basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '') ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

export function requireKey(header: string | undefined): void {
  const key = keyOf(header);
  if (key === FOREIGN_API_KEY) throw byStatus(403);
  if (key !== API_KEY) throw byStatus(401);
}
