// Null object: a Codat client for code that must not call it. A call fails the test.
import type { Codat } from '@/lib/codat/client';

const refuse = (): never => {
  throw new Error('Codat must not be called here.');
};

export const NO_CODAT: Codat = { call: refuse, ask: refuse };
