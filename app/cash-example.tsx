// Owns the example of what connecting brings: a chart that is empty until then, with invented figures that say so.
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { CashPreview } from '@/components/cash-preview';
import { getReaderFormat } from '@/lib/i18n/reader-format';

/** @param source whose figures the chart would show */
export async function CashExample({ source }: { source: 'Accounting' | 'Banking' }) {
  const [t, format, dates, locale] = [
    await getTranslations('start.preview'),
    await getFormatter(),
    await getReaderFormat(),
    await getLocale(),
  ];
  const money = (amount: number) =>
    format.number(amount, {
      style: 'currency',
      currency: locale === 'fr' ? 'EUR' : 'GBP',
      maximumFractionDigits: 0,
    });
  const month = (index: number, width: 'short' | 'long') =>
    dates.month(new Date(Date.UTC(2026, index, 15)), width);
  return (
    <CashPreview
      title={t(`title.${source}`)}
      exampleText={t('example')}
      amount={money(18_420)}
      change={t('since', { amount: money(9_220), month: month(3, 'long') })}
      description={t('description')}
      months={[3, 4, 5, 6, 7, 8].map((index) => month(index, 'short'))}
      alert={{
        title: t(`alertTitle.${source}`),
        text: t(`alertText.${source}`, { amount: money(source === 'Accounting' ? 640 : 1_150) }),
      }}
    />
  );
}
