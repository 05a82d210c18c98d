// Answer to the help form: which fields need correction, and the typed values, so that nothing is lost.
import type { PageOwner } from '@/components/bound-form';
import type { HelpField } from '@/lib/domain/support/help-request';

/** Name of the honeypot field, which is hidden from people: only a machine fills it in. */
export const TRAP = 'leave-this-empty';

export type HelpAnswer =
  | { kind: 'idle' }
  | { kind: 'invalid'; fields: Partial<Record<HelpField, string>>; written: Record<HelpField, string> }
  | {
      kind: 'refused';
      message: string;
      written: Record<HelpField, string>;
      /** Business that a second attempt counts for, when it differs from the one that the page was made for. */
      owner?: PageOwner;
    };
