// Home page: what needs the customer, then the products, then what is connected.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ProductCardView } from '@/components/product-card';
import { StrengthMeter } from '@/components/strength-meter';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { PlatformLogo } from '@/components/ui/platform-logo';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { catchUp } from '@/lib/connection/catch-up';
import { isOpenAccess } from '@/lib/domain/access/access-now';
import type { Standing } from '@/lib/domain/consent/consent';
import { placeOf } from '@/lib/domain/next-step/next-step';
import { getHome } from '@/lib/home/get-home';
import { whatWaits } from '@/lib/home/what-waits';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Endings } from './endings';
import { FirstConnection } from './first-connection';
import { HomeNews } from './news';

const isRefused = (consent: { standing: Standing } | null) => consent?.standing === 'refused';

/** Status that the card of a product shows while nothing is read for it. */
function shownStanding(standing: Standing | undefined) {
  switch (standing) {
    case 'paused':
    case 'withdrawn':
    case 'deferred':
    case 'refused':
      return standing;
    default:
      return 'none';
  }
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('home') };
}

export default async function HomePage() {
  const customer = await requireCustomer('/home');
  const ctx = await getCtx(customer, '/home');
  await catchUp(ctx);
  const { cards, connections, logos, strength, next, ends, news } = await getHome(ctx);
  const [t, p, c, format, locale] = [
    await getTranslations('home'),
    await getTranslations('product'),
    await getTranslations('consents'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const { waiting, endings } = whatWaits({ cards, ends });
  // What ends soon is listed once, among what needs the customer.
  const runsOut = (id: string) => ends.some((end) => end.kind === 'consent' && end.product.id === id);
  const others = cards.filter((card) => !waiting.includes(card) && !runsOut(card.product.id));
  const needsYou = waiting.length + endings.length > 0;
  // While nothing is connected and nothing waits, connecting is the only thing to do.
  const begin = strength.linked === 0 && !needsYou ? next : null;
  const firstNew = others.findIndex(({ step, consent }) => step.kind === 'consent' && !isRefused(consent));
  const linked = connections.filter((c) => isOpenAccess(c, ctx.now));

  const card = ({ product, consent, step, words, isOnRequest }: (typeof cards)[number], index: number) => {
    const platform = 'platformName' in step ? step.platformName : '';
    const { note, label } = words;
    const given = step.kind !== 'consent' && consent?.givenAt;
    const standing =
      given && step.kind !== 'paused'
        ? p('standing.given', { date: format.day(given) })
        : isOnRequest && (consent?.standing === 'paused' || consent?.standing === 'withdrawn')
          ? c(`standingOnRequest.${consent.standing}`)
          : p(`standing.${shownStanding(consent?.standing)}`);
    return (
      <ProductCardView
        key={product.id}
        href={`/products/${product.id}`}
        name={product.name[locale]}
        promise={product.promise[locale]}
        standing={standing}
        tone={
          step.kind === 'ready' || note === 'amendDeclined'
            ? 'positive'
            : step.kind === 'consent'
              ? 'neutral'
              : 'caution'
        }
        action={{
          href: placeOf(product, step),
          label:
            step.kind === 'connect'
              ? p(`connectAction.${step.sourceType}`)
              : p(`step.${label}`, { platform }),
          // One primary action at a time: what waits for the customer, else the first thing to begin with.
          primary:
            step.kind === 'consent'
              ? !needsYou && begin === null && index === firstNew
              : step.kind !== 'ready' && step.kind !== 'paused' && note !== 'amendDeclined',
        }}
        stop={step.kind === 'consent' ? null : { href: `/consents/${product.id}/withdraw`, label: c('stop') }}
        note={note === 'consent' ? null : p(`note.${note}`, { platform })}
      />
    );
  };

  return (
    <div className="board">
      <PageHeading eyebrow={customer.companyName} title={t('title')} />
      <StrengthMeter
        title={t('strengthTitle', strength)}
        label={t('strengthLabel')}
        value={strength.linked}
        of={strength.of}
        advice={
          next
            ? t('strengthNext', { product: next.product.name[locale], benefit: next.benefit[locale] })
            : t(strength.linked === strength.of ? 'strengthFull' : 'strengthEnough')
        }
        next={
          next && begin === null
            ? {
                href: next.href,
                label: next.goesOn
                  ? p(`step.${next.goesOn.kind}`, { platform: next.goesOn.platform })
                  : p(`connectAction.${next.sourceType}`),
              }
            : null
        }
      />
      {begin ? <FirstConnection next={begin} /> : null}
      <HomeNews news={news} products={cards.map((one) => one.product)} />
      {needsYou ? (
        <section className="grid gap-4">
          <h2 className="text-22 font-semibold">{t('needsYou')}</h2>
          <div className="grid gap-4 md:grid-cols-2">
            {waiting.map(card)}
            <Endings ends={endings} primary={waiting.length === 0} />
          </div>
        </section>
      ) : null}
      <section className="grid gap-4">
        <h2 className="text-22 font-semibold">{t('products')}</h2>
        <div className="grid gap-4 md:grid-cols-2">{others.map(card)}</div>
      </section>
      <section className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-8">
        <div>
          <h2 className="text-18 font-semibold">{t('connected')}</h2>
          {linked.length === 0 ? (
            <p className="text-ink-soft">{t('connectedNone')}</p>
          ) : (
            <ul className="flex flex-wrap gap-x-6">
              {linked.map(({ id, platformName, platformKey }) => (
                <li key={id} className="flex min-h-target items-center gap-3">
                  <PlatformLogo name={platformName} logoUrl={logos.get(platformKey) ?? null} size="row" />
                  {platformName}
                </li>
              ))}
            </ul>
          )}
        </div>
        <ButtonLink href="/connections" variant="secondary">
          {t('manage')}
        </ButtonLink>
      </section>
    </div>
  );
}
