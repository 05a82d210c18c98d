// Word for what an agreement is now: who stopped or paused it is said only as far as the record says it.

import type { OwnConsent } from '@/lib/consent/list-own-consents';
import { getTranslations } from '@/lib/i18n/translations';

export async function standingWords() {
  const t = await getTranslations('consents');
  return ({ shown, isOnRequest }: Pick<OwnConsent, 'shown' | 'isOnRequest'>): string =>
    isOnRequest && (shown === 'withdrawn' || shown === 'paused')
      ? t(`standingOnRequest.${shown}`)
      : t(`standing.${shown}`);
}
