// Sentence choice of a product's next step, the same on home and on its own page; files are never called read.
import { type AgreementNow, agreementNow } from '../access/access-now';
import type { ConnectionFacts } from '../connection/connection';
import type { StandingNow } from '../consent/consent';
import type { Product } from '../product/product';
import type { NextStep } from './next-step';

interface StepFacts {
  /** Limited to the consent. */
  agreed: Pick<Product, 'sources'>;
  consent: StandingNow | null;
  connections: readonly ConnectionFacts[];
  step: NextStep;
  /** The customer has declined the new parts. */
  hasDeclined: boolean;
  now: Date;
}

export interface StepWords {
  /** Key under `product.note`. */
  note: NextStep['kind'] | 'refused' | 'amendDeclined' | 'files';
  /** Key under `product.step`. */
  label: NextStep['kind'] | 'refused' | 'files';
}

export function stepWords(facts: StepFacts): StepWords {
  const { consent, step, hasDeclined } = facts;
  switch (step.kind) {
    case 'consent':
      return consent?.standing === 'refused' ? both('refused') : both('consent');
    case 'amend':
      return { note: hasDeclined ? 'amendDeclined' : 'amend', label: 'amend' };
    case 'ready':
      // When nothing is read now, files meet the requirement, also next to data of a lost platform.
      return both(accessOf(facts) === 'reads' ? 'ready' : 'files');
    case 'paused':
    case 'check':
    case 'connect':
    case 'finish':
    case 'reconnect':
    case 'reconfirm':
      return both(step.kind);
    default:
      return step satisfies never;
  }
}

const both = <W extends StepWords['label']>(word: W) => ({ note: word, label: word });

function accessOf({ agreed, consent, connections, now }: StepFacts): AgreementNow['access'] {
  return agreementNow(consent, agreed.sources, connections, now).access;
}
