// Cards for what has ended or ends soon: one for each agreement, and one for all banks together.
import { getLocale } from 'next-intl/server';
import { ProductCardView } from '@/components/product-card';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import type { BankEnd, ConsentEnd, UpcomingEnd } from '@/lib/expiry/list-ends';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function Endings({ ends, primary }: { ends: readonly UpcomingEnd[]; primary: boolean }) {
  const consents = ends.filter((end): end is ConsentEnd => end.kind === 'consent');
  const banks = ends.filter((end): end is BankEnd => end.kind === 'bank');
  return (
    <>
      {consents.map((end, index) => (
        <Agreement key={end.id} end={end} primary={primary && index === 0} />
      ))}
      <Banks banks={banks} primary={primary && consents.length === 0} />
    </>
  );
}

async function Agreement({ end, primary }: { end: ConsentEnd; primary: boolean }) {
  const [t, format, locale] = [
    await getTranslations('home.ends.consent'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const product = end.product.name[locale];
  const date = format.day(end.endsAt);
  const paused = (await getTranslations('product.step'))('paused');
  const stop = (await getTranslations('consents'))('stop');
  return (
    <ProductCardView
      href={`/products/${end.product.id}`}
      name={product}
      promise={end.product.promise[locale]}
      standing={end.isOver ? t('over', { date }) : t('soon', { date, ago: format.inDays(end.endsAt) })}
      tone="caution"
      note={t(end.isOver ? 'overText' : 'soonText')}
      action={{
        href: `/consents/${end.product.id}${end.isPaused ? '' : '/renew'}`,
        label: end.isPaused ? paused : t('action', { product }),
        primary: primary && !end.isPaused,
      }}
      stop={end.isOver ? null : { href: `/consents/${end.product.id}/withdraw`, label: stop }}
    />
  );
}

async function Banks({ banks, primary }: { banks: readonly BankEnd[]; primary: boolean }) {
  const [t, format] = [await getTranslations('home.ends.banks'), await getReaderFormat()];
  const [first] = banks;
  if (first === undefined) return null;
  const names = (some: readonly BankEnd[]) =>
    format.list(
      some.map(({ connection: { platformName, organisation } }) =>
        organisation === null ? platformName : `${platformName} (${organisation})`,
      ),
    );
  const over = banks.filter(({ isOver }) => isOver);
  const when =
    over.length > 0
      ? t('over', { banks: names(over) })
      : t('soon', { date: format.day(first.endsAt), ago: format.inDays(first.endsAt) });
  // A single bank whose access is lost needs no list: its own page explains it and offers the remedy.
  const lost = banks.length === 1 && first.connection.state === 'Deauthorized' ? first.connection : null;
  const href = lost === null ? '/reconfirm' : reconnectPlace(lost.id);
  const p = await getTranslations('product.step');
  return (
    <ProductCardView
      href={href}
      name={t('title', { count: banks.length })}
      promise=""
      standing={when}
      tone="caution"
      note={t('text', { banks: names(banks) })}
      action={{
        href,
        label:
          lost === null
            ? t('action', { count: banks.length })
            : p('reconnect', { platform: lost.platformName }),
        primary,
      }}
      stop={null}
    />
  );
}
