// Owns what the help form is told after it was sent: which fields need another answer, and what was written, so that nothing is lost.
import type { PageOwner } from '@/components/bound-form';
import type { HelpField } from '@/lib/domain/support/help-request';

/** The field that nobody sees: only a machine fills it in. */
export const TRAP = 'leave-this-empty';

export type HelpAnswer =
  | { kind: 'idle' }
  | { kind: 'invalid'; fields: Partial<Record<HelpField, string>>; written: Record<HelpField, string> }
  | {
      kind: 'refused';
      message: string;
      written: Record<HelpField, string>;
      /** For whom it counts when it is sent once more, where that is not for whom the page was made. */
      owner?: PageOwner;
    };
