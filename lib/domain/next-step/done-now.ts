// Sentence choice of a product's confirmation page, from the rule that decides access.
import { mayBeRead, mayServe } from '../access/access-now';
import type { ConnectionFacts } from '../connection/connection';
import type { Product } from '../product/product';
import { hasUseFor } from '../upload/upload';
import type { NextStep } from './next-step';

export interface DoneNow<C> {
  /** Connections in use now: new data is read, or they hold files. */
  linked: C[];
  /** Those of them that are read. */
  read: C[];
  heading: 'connected' | 'files' | 'none';
  /** True when nothing is left for the customer to do. */
  isComplete: boolean;
}

/** @param agreed the product as far as it was agreed to: sources that were left out are not mentioned */
export function doneNow<C extends ConnectionFacts>(
  agreed: Pick<Product, 'sources'>,
  step: NextStep,
  connections: readonly C[],
  now: Date,
): DoneNow<C> {
  const linked = connections.filter((c) => hasUseFor(agreed, c) && mayServe(c, now));
  const read = linked.filter((c) => mayBeRead(c, now));
  return {
    linked,
    read,
    heading: read.length > 0 ? 'connected' : linked.length > 0 ? 'files' : 'none',
    isComplete: step.kind === 'ready' || step.kind === 'amend',
  };
}
