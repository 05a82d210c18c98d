// Guard of the presenter's page: outside the demo the page and its actions do not exist.
import 'server-only';
import { notFound } from 'next/navigation';
import { getTools } from '@/lib/auth/context';
import { getViewer } from '@/lib/auth/viewer';
import type { Tools } from '@/lib/context';
import { createControl, type DemoControl } from '@/lib/demo/control';
import { getEnv } from '@/lib/runtime/env';
import { isDemo } from '@/lib/runtime/is-demo';

export interface Demo {
  tools: Tools;
  control: DemoControl;
  /** Business of the person who is signed in in this browser. */
  companyId: string | null;
}

export async function requireDemo(): Promise<Demo> {
  const env = getEnv();
  if (!isDemo(env)) notFound();
  const [tools, viewer] = [await getTools('/demo'), await getViewer()];
  return {
    tools,
    control: createControl(env.CODAT_BASE_URL),
    companyId: viewer?.kind === 'customer' ? viewer.customer.companyId : null,
  };
}
