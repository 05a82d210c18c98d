// Example chart of what connecting brings: empty months, or invented figures that are marked as an example.
import { getFormatter, getLocale } from 'next-intl/server';
import { CashPreview } from '@/components/cash-preview';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { clock } from '@/lib/runtime/clock';

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
  // The last six full months, so that the example never shows the future or the distant past.
  const today = clock.now();
  const monthsAgo = (count: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - count, 15));
  const month = (ago: number, width: 'short' | 'long') => dates.month(monthsAgo(ago), width);
  return (
    <CashPreview
      title={t(`title.${source}`)}
      exampleText={t('example')}
      amount={money(18_420)}
      change={t('since', { amount: money(9_220), month: month(6, 'long') })}
      description={t('description')}
      months={[6, 5, 4, 3, 2, 1].map((ago) => month(ago, 'short'))}
      alert={{
        title: t(`alertTitle.${source}`),
        text: t(`alertText.${source}`, { amount: money(source === 'Accounting' ? 640 : 1_150) }),
      }}
    />
  );
}
