// Notifications that need no action from the business; each can be dismissed.
import { getLocale } from 'next-intl/server';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Product } from '@/lib/domain/product/product';
import type { OpenNews } from '@/lib/home/news';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { dismissNewsAction } from './actions';

interface Props {
  news: readonly OpenNews[];
  /** Their names in the reader's language; the letter had them in the language of the agreement. */
  products: readonly Product[];
}

export async function HomeNews({ news, products }: Props) {
  const t = await getTranslations('home.news');
  if (news.length === 0) return null;
  return (
    <section aria-label={t('title')} className="grid gap-4">
      {news.map((one) => (
        <One key={one.id} news={one} products={products} />
      ))}
    </section>
  );
}

async function One({ news, products }: { news: OpenNews; products: readonly Product[] }) {
  const [t, format, locale] = [
    await getTranslations('home.news'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const day = (iso: string) => format.day(new Date(iso));
  const failed = (await getTranslations('errors'))('title');
  const putAway = (label: string) => (
    <ContinueForm
      isQuiet
      action={dismissNewsAction}
      hidden={{ page: '/home', news: news.id }}
      variant="secondary"
      words={{ submit: label, submitting: t('saving'), failed }}
    />
  );
  if (news.kind === 'data-deleted') {
    const { platform, at } = news.facts;
    return (
      <Notice tone="positive" title={t('data-deleted.title', { platform })}>
        <div className="grid gap-3">
          <p>{t('data-deleted.text', { date: day(at) })}</p>
          <div>{putAway(t('data-deleted.keep'))}</div>
        </div>
      </Notice>
    );
  }
  const { productId, since, until } = news.facts;
  const product = products.find(({ id }) => id === productId)?.name[locale] ?? news.facts.product;
  return (
    <Notice tone="info" title={t('still-sharing.title', { product })}>
      <div className="grid gap-3">
        <p>
          {until === ''
            ? t('still-sharing.textOpen', { since: day(since) })
            : t('still-sharing.text', { since: day(since), until: day(until) })}
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          {putAway(t('still-sharing.keep'))}
          <ButtonLink href={`/consents/${productId}`} variant="secondary">
            {t('still-sharing.look')}
          </ButtonLink>
        </div>
      </div>
    </Notice>
  );
}
