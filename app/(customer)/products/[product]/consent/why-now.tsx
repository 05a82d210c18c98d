// Context above a consent request: how an earlier agreement ended, and what is connected already.
import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import type { RequestView } from '@/lib/consent/get-request';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

/** Says how the earlier agreement ended, or that the customer refused. */
export async function Earlier({ view }: { view: RequestView }) {
  const { kind, period, declined, product } = view;
  const [t, format, locale] = [await getTranslations('consent'), await getReaderFormat(), await getLocale()];
  if (kind === 'again' && period?.endedAt) {
    const how =
      period.standing === 'withdrawn' || period.standing === 'revoked' ? period.standing : 'expired';
    return (
      <Notice tone="info" title={t(`again.${how}`, { date: format.day(period.endedAt) })}>
        {t('again.text', { product: product.name[locale] })}
      </Notice>
    );
  }
  if (declined?.answer !== 'refused') return null;
  return (
    <Notice tone="info" title={t('refusedTitle', { date: format.day(declined.at) })}>
      {t('refusedText')}
    </Notice>
  );
}

/** Lists the platforms that will be read without a new sign-in, and the data that no product reads now. */
export async function AlreadyConnected({ view }: { view: RequestView }) {
  const { serving, missing, isNew, product, kind } = view;
  const [t, format, locale] = [await getTranslations('consent'), await getReaderFormat(), await getLocale()];
  if (serving.length === 0) return <Notice tone="info">{t('nothingYet')}</Notice>;
  const name = product.name[locale];
  const platforms = format.list(
    serving.map((c) => (c.organisation ? `${c.platformName} (${c.organisation})` : c.platformName)),
  );
  const steps = format.list(missing.map((type) => t(`connectStep.${type}`)));
  const types = isNew.map((type) => nameOfDataType(type)[locale]);
  return (
    <Notice tone="info" title={t(missing.length === 0 ? 'connectedTitle' : 'connectedPartTitle')}>
      <p>{t(serving.length === 1 ? 'connectedText' : 'connectedMany', { platforms, product: name })}</p>
      {missing.length > 0 ? <p>{t('connectAfter', { steps })}</p> : null}
      {/* An amendment has listed the addition above, line by line. */}
      {kind === 'first' || kind === 'again' ? (
        <p>{types.length === 0 ? t('isNewNone') : t('isNewSome', { types: format.list(types) })}</p>
      ) : null}
    </Notice>
  );
}
