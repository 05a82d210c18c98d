// Actions around the end of an agreement: renew it, or put the date into a calendar.

import { ButtonLink } from '@/components/ui/button';
import { fileHref } from '@/lib/auth/made-for';
import type { ConsentView } from '@/lib/consent/get-consent-view';
import type { Ctx } from '@/lib/context';
import { expiryOf } from '@/lib/domain/consent/consent';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function TimeLeft({ ctx, view, path }: { ctx: Ctx; view: ConsentView; path: string }) {
  const { standing, consent } = view;
  const mayRenew =
    standing === 'given' || standing === 'renewed' || standing === 'expiring' || standing === 'expired';
  if (consent.expiresAt === null || !mayRenew) return null;
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  const until = expiryOf(view.product, ctx.now);
  // Renewing gains nothing while the new end would fall on the same day as the present one.
  const gains =
    standing === 'expired' ||
    (until !== null && until > consent.expiresAt && format.day(until) !== format.day(consent.expiresAt));
  // Near and after the end, renewing is the primary action of the page.
  const isNear = standing === 'expiring' || standing === 'expired';
  return (
    <>
      {isNear && gains ? <ButtonLink href={`${path}/renew`}>{t('renewLink')}</ButtonLink> : null}
      {isNear || !gains ? null : (
        <a href={`${path}/renew`} className="link inline-flex min-h-target items-center">
          {t('renewLink')}
        </a>
      )}
      {standing === 'expired' ? null : (
        <a href={fileHref(ctx, `${path}/end.ics`)} className="link inline-flex min-h-target items-center">
          {t('calendar')}
        </a>
      )}
    </>
  );
}
