// Words for the status of an agreement: they name who stopped or paused it only if the record says so.

import type { OwnConsent } from '@/lib/consent/list-own-consents';
import { getTranslations } from '@/lib/i18n/translations';

export async function standingWords() {
  const t = await getTranslations('consents');
  return ({ shown, isOnRequest }: Pick<OwnConsent, 'shown' | 'isOnRequest'>): string =>
    isOnRequest && (shown === 'withdrawn' || shown === 'paused')
      ? t(`standingOnRequest.${shown}`)
      : t(`standing.${shown}`);
}
