// List of what each product would read, from the same data that the consent requests are built from.
import { getLocale } from 'next-intl/server';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import type { Product } from '@/lib/domain/product/product';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function ProductsRead({ products }: { products: Product[] }) {
  const [t, format, locale] = [
    await getTranslations('privacy.what'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const factsOf = (product: Product) => [
    { term: t('why'), value: product.purposes.map(({ text }) => text[locale]).join(' ') },
    ...product.data.map(({ label, dataTypes }) => ({
      term: label[locale],
      value: format.list(dataTypes.map(({ id }) => nameOfDataType(id)[locale])),
    })),
    { term: t('history'), value: t('months', { count: product.historyMonths }) },
    { term: t('frequency'), value: t(`often.${product.frequency}`) },
    {
      term: t('duration'),
      value: product.durationMonths === null ? t('once') : t('months', { count: product.durationMonths }),
    },
    { term: t('kept'), value: t('days', { count: product.retentionDays }) },
  ];
  return (
    <DisclosureList>
      {products.map((product) => (
        <Disclosure
          key={product.id}
          summary={product.name[locale]}
          detail={t('kinds', {
            count: product.data.reduce((sum, { dataTypes }) => sum + dataTypes.length, 0),
          })}
        >
          <Facts facts={factsOf(product)} />
        </Disclosure>
      ))}
    </DisclosureList>
  );
}
