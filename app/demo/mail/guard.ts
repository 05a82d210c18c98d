// Owns the door of the demo's inbox: the director's door, and behind it the letters.
import 'server-only';
import { createInbox, type DemoInbox } from '@/lib/demo/inbox';
import { getEnv } from '@/lib/runtime/env';
import { requireDemo } from '../guard';

export async function requireInbox(): Promise<DemoInbox> {
  await requireDemo();
  return createInbox(getEnv().CODAT_BASE_URL);
}
