// Ping of a webhook endpoint: one signed test message without data, not stored.
import { randomUUID } from 'node:crypto';
import type { Db } from '@/db/client';
import { open, type SealKeys } from '../domain/crypto/seal';
import { machineClock } from '../runtime/clock';
import { type EndpointAnswer, type PostOptions, post } from './post';
import { signedHeaders } from './sign';
import { getSubscriber } from './subscribers';

export async function ping(
  tools: { db: Db; seal: SealKeys; post: PostOptions },
  name: string,
): Promise<EndpointAnswer> {
  const { id, url, secret } = await getSubscriber(tools.db, name);
  const at = machineClock.now();
  const body = JSON.stringify({ version: 1, type: 'ping', timestamp: at.toISOString(), data: {} });
  const headers = signedHeaders(`ping_${randomUUID()}`, body, [open(secret, id, tools.seal)], at);
  return post(url, headers, body, tools.post);
}
