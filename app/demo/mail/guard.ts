// Guard of the demo's inbox: the presenter's guard first, then the mail server's inbox.
import 'server-only';
import { createDemoInbox, type DemoInbox } from '@/lib/demo/inbox';
import { getEnv } from '@/lib/runtime/env';
import { requireDemo } from '../guard';

export async function requireInbox(): Promise<DemoInbox> {
  await requireDemo();
  return createDemoInbox(getEnv().CODAT_BASE_URL);
}
