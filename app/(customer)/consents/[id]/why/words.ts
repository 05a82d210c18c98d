// Words of a decision's reason: one clause that follows "because", in the present or the past tense.

import type { Explanation } from '@/lib/access/get-explanation';
import { getController } from '@/lib/consent/controller';
import type { Decision } from '@/lib/domain/access/decide';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export type When = 'now' | 'then';

/** Message key for a platform's part in a refusal; the first connection stands for all that refuse for the same reason. */
function keyOf({ reason, connectionIds }: Decision, { connections, since, byStaff }: Explanation) {
  if (reason === 'unknown-company' || reason === 'unknown-product') return 'unknown';
  if (reason === 'needs-reconsent' && since.has(reason)) return 'asked-again';
  if ((reason === 'withdrawn' || reason === 'paused') && byStaff !== null)
    return `${reason}-on-request` as const;
  if (reason !== 'connection-not-linked') return reason;
  const doubt = connections.find(({ id }) => id === connectionIds[0])?.doubt;
  if (doubt === 'unanswered') return 'unanswered';
  return doubt === 'refused' ? 'refused-organisation' : reason;
}

export async function reasonWords(view: Explanation, when: When) {
  const [t, format] = [await getTranslations('why.because'), await getReaderFormat()];
  const brand = getController().name;
  return (decision: Decision): string => {
    const since = view.since.get(decision.reason);
    const platform = view.connections.find(({ id }) => id === decision.connectionIds[0])?.platformName ?? '';
    return t(keyOf(decision, view), {
      when,
      brand,
      platform,
      name: view.byStaff ?? '',
      date: since ? format.day(since) : '',
    });
  };
}
