// Notice on a product's pages that its agreement ends soon, with the way to renew it.

import { ButtonLink } from '@/components/ui/button';
import { type StandingNow, standingAt } from '@/lib/domain/consent/consent';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  productId: string;
  consent: Pick<StandingNow, 'standing' | 'expiresAt'> | null;
  now: Date;
}

export async function EndsSoon({ productId, consent, now }: Props) {
  if (!consent?.expiresAt) return null;
  const standing = standingAt(consent, now);
  if (standing !== 'expiring' && standing !== 'expired') return null;
  const [t, c, format] = [
    await getTranslations('product'),
    await getTranslations('consents'),
    await getReaderFormat(),
  ];
  const date = format.day(consent.expiresAt);
  return (
    <section className="grid justify-items-start gap-3">
      <p>
        {standing === 'expired'
          ? `${c('expiredTitle', { date })}. ${c('expiredText')}`
          : t('endsSoon', { ago: format.inDays(consent.expiresAt), date })}
      </p>
      <ButtonLink href={`/consents/${productId}/renew`} variant="secondary">
        {standing === 'expired' ? c('renewLink') : t('renew')}
      </ButtonLink>
    </section>
  );
}
