// Notices at the top of an agreement's page: that it was stopped, is paused or ends soon, and what Codat has confirmed.

import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import type { ConsentView } from '@/lib/consent/get-consent-view';
import { keptUntil } from '@/lib/domain/consent/retention';
import { DAY_MS } from '@/lib/domain/text/duration';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { eventWords } from '../event-words';

export async function ConsentNews({ view, now }: { view: ConsentView; now: Date }) {
  const [t, format, locale] = [await getTranslations('consents'), await getReaderFormat(), await getLocale()];
  const { standing, gone, latest, consent, terms } = view;
  const since = new Date(latest?.event_time ?? now);
  if (standing === 'withdrawn') {
    return (
      <Notice tone="positive" title={t('stoppedTitle', { moment: format.moment(since) })}>
        <ByWhom latest={latest} />
        <p>{t('stoppedText', { product: view.product.name[locale] })}</p>
        <p>
          {gone
            ? t('stoppedGone', { moment: format.moment(new Date(gone.event_time)) })
            : latest?.change.deletion === 'delete'
              ? t('stoppedDeleted')
              : t('stoppedKept', {
                  date: format.day(keptUntil({ endedAt: since, retentionDays: terms.retention_days })),
                })}
        </p>
        <Confirmation view={view} />
      </Notice>
    );
  }
  if (standing === 'paused') {
    return (
      <Notice tone="info" title={t('pausedTitle', { moment: format.moment(since) })}>
        <ByWhom latest={latest} />
        <p>{t('pausedText')}</p>
      </Notice>
    );
  }
  const { expiresAt } = consent;
  const date = expiresAt === null ? '' : format.day(expiresAt);
  if (standing === 'expired' && expiresAt !== null) {
    const deletedBy = keptUntil({ endedAt: expiresAt, retentionDays: terms.retention_days });
    return (
      <Notice tone="info" title={t('expiredTitle', { date })}>
        <p>{t('expiredText')}</p>
        <p>{t('expiredKept', { date: format.day(deletedBy) })}</p>
        <Confirmation view={view} />
      </Notice>
    );
  }
  return (
    <>
      <Fresh view={view} now={now} />
      {standing === 'expiring' && expiresAt !== null ? (
        <Notice tone="caution" title={t('expiringTitle', { ago: format.inDays(expiresAt) })}>
          {t('expiringText', { date })}
        </Notice>
      ) : null}
    </>
  );
}

/** Shown for a short time after the event; later the history alone says it. */
async function Fresh({ view: { latest, consent }, now }: { view: ConsentView; now: Date }) {
  if (latest?.event_type !== 'renewed' && latest?.event_type !== 'resumed') return null;
  const since = new Date(latest.event_time);
  if (now.getTime() - since.getTime() >= DAY_MS) return null;
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  const isRenewed = latest.event_type === 'renewed' && consent.expiresAt !== null;
  return (
    <Notice
      tone="positive"
      title={
        isRenewed
          ? t('renewedTitle', { date: format.day(consent.expiresAt ?? since) })
          : t('resumedTitle', { moment: format.moment(since) })
      }
    >
      <ByWhom latest={latest} />
      <p>{t(isRenewed ? 'renewedText' : 'resumedText')}</p>
    </Notice>
  );
}

/** Names the author: another tab, a colleague or staff may have made the change. */
async function ByWhom({ latest }: Pick<ConsentView, 'latest'>) {
  if (latest === undefined) return null;
  const words = await eventWords();
  return <p>{`${words.what(latest)}: ${words.byWhom(latest)}`}</p>;
}

async function Confirmation({ view }: { view: ConsentView }) {
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  switch (view.confirmation?.state) {
    case undefined:
      return null;
    case 'pending':
      return <p>{t('codatPending')}</p>;
    case 'given-up':
      return <p>{t('codatGivenUp')}</p>;
    case 'confirmed':
      return view.confirmation?.at ? (
        <p>{t('codatConfirmed', { moment: format.moment(view.confirmation.at) })}</p>
      ) : null;
    default:
      return null;
  }
}
