// Summary of an agreement: its data, its sources, its beginning and end, and how to stop.
import { getLocale } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';
import { doneNow } from '@/lib/domain/next-step/done-now';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { ProductView } from '@/lib/product/get-product-view';
import { getSupport } from '../../../../support';

export async function Agreement({ view }: { view: ProductView }) {
  const { agreed, consent, connections } = view;
  const [t, format, locale] = [
    await getTranslations('done.agreement'),
    await getReaderFormat(),
    await getLocale(),
  ];
  if (!consent?.givenAt) return null;
  const done = await getTranslations('done');
  const { email, phone } = getSupport();
  const from = doneNow(agreed, view.step, connections, view.now).read.map(({ platformName, organisation }) =>
    organisation === null ? platformName : t('fromOne', { platform: platformName, organisation }),
  );
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold text-18">{t('title')}</h2>
      <Facts
        facts={[
          { term: t('what'), value: format.list(agreed.data.map(({ label }) => label[locale])) },
          ...(from.length === 0 ? [] : [{ term: t('from'), value: format.list(from) }]),
          { term: t('since'), value: format.day(consent.givenAt) },
          { term: t('until'), value: consent.expiresAt ? format.day(consent.expiresAt) : t('once') },
        ]}
      />
      <p>
        <a href={`/consents/${agreed.id}`} className="link inline-flex min-h-target items-center">
          {done('seeAgreement')}
        </a>
      </p>
      <p className="text-14 text-ink-soft">{done('stopHow', { email, phone })}</p>
    </section>
  );
}
