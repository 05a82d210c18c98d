// Owns what the help form is told after it was sent: which fields need another answer, and what was written, so that nothing is lost.
import type { HelpField } from '@/lib/domain/help-request';

export type HelpAnswer =
  | { kind: 'idle' }
  | { kind: 'invalid'; fields: Partial<Record<HelpField, string>>; written: Record<HelpField, string> }
  | { kind: 'refused'; message: string; written: Record<HelpField, string> };
