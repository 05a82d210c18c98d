// Consent page with nothing to ask: what is agreed already, and which optional sources could be added.

import { ConsentNotice } from '@/components/consent-notice';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import type { RequestView } from '@/lib/consent/get-request';
import { noticeHash } from '@/lib/domain/notice/notice';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

/** @param wasDeclined the customer said "not now" or "no" in a tab that was shown before they agreed in another one */
export async function Agreed({ view, wasDeclined }: { view: RequestView; wasDeclined: boolean }) {
  const { product, notice, consent, missing, open } = view;
  const [t, format] = [await getTranslations('consent'), await getReaderFormat()];
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${product.id}`, label: product.name[notice.language] }}
        title={t('alreadyTitle')}
        lead={consent?.givenAt ? t('alreadyLead', { date: format.day(consent.givenAt) }) : undefined}
      />
      {wasDeclined ? (
        <Notice tone="info" title={t('yesStandsTitle')}>
          <p>{t('yesStandsText')}</p>
          <p className="mt-2">
            <a href={`/consents/${product.id}`} className="link inline-flex min-h-target items-center">
              {t('yesStandsLink')}
            </a>
          </p>
        </Notice>
      ) : null}
      {consent?.expiresAt ? (
        <p className="text-ink-soft">{t('alreadyUntil', { date: format.day(consent.expiresAt) })}</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-4">
        <ButtonLink href={`/products/${product.id}/${missing.length === 0 ? 'done' : 'connect'}`}>
          {t('continue')}
        </ButtonLink>
        {open.map((type) => (
          <a
            key={type}
            href={`/products/${product.id}/consent?add=${type}`}
            className="link inline-flex min-h-target items-center"
          >
            {t(`add.offer.${type}`)}
          </a>
        ))}
      </div>
      {/* Only the exact words that were agreed to: in another language or wording they would be different words. */}
      {consent?.noticeHash === noticeHash(notice) ? <ConsentNotice notice={notice} /> : null}
    </div>
  );
}
