// Home: what needs the customer first, then what they can use, then what is connected.
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ProductCardView } from '@/components/product-card';
import { StrengthMeter } from '@/components/strength-meter';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { SOURCE_TYPES } from '@/lib/domain/connection';
import type { Standing } from '@/lib/domain/consent';
import { getHome } from '@/lib/home/get-home';
import { getReaderFormat } from '@/lib/i18n/reader-format';

const PLACE = {
  consent: 'consent',
  connect: 'connect',
  finish: 'connect',
  reconnect: 'connect',
  ready: 'done',
} as const;

/** What the card says of a product that reads nothing now. */
function shownStanding(standing: Standing | undefined): 'paused' | 'withdrawn' | 'deferred' | 'none' {
  return standing === 'paused' || standing === 'withdrawn' || standing === 'deferred' ? standing : 'none';
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('home') };
}

export default async function HomePage() {
  const customer = await requireCustomer('/home');
  const { cards, connections, strength } = await getHome(await getCtx(customer, '/home'));
  const [t, p, format, locale] = [
    await getTranslations('home'),
    await getTranslations('product'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const waiting = cards.filter(
    ({ step }) => step.kind === 'connect' || step.kind === 'finish' || step.kind === 'reconnect',
  );
  const others = cards.filter((card) => !waiting.includes(card));
  const missing = SOURCE_TYPES.find(
    (type) => !connections.some((c) => c.sourceType === type && c.state === 'Linked'),
  );
  const firstNew = others.findIndex(({ step }) => step.kind === 'consent');
  const linked = connections.filter((c) => c.state === 'Linked');

  const card = ({ product, consent, step }: (typeof cards)[number], index: number) => {
    const platform = 'platformName' in step ? step.platformName : '';
    const given = step.kind !== 'consent' && consent?.givenAt;
    const standing =
      given && step.kind !== 'paused'
        ? p('standing.given', { date: format.day(given) })
        : p(`standing.${shownStanding(consent?.standing)}`);
    return (
      <ProductCardView
        key={product.id}
        href={`/products/${product.id}`}
        name={product.name[locale]}
        promise={product.promise[locale]}
        standing={standing}
        tone={step.kind === 'ready' ? 'positive' : step.kind === 'consent' ? 'neutral' : 'caution'}
        action={{
          href:
            step.kind === 'paused'
              ? `/consents/${product.id}`
              : `/products/${product.id}/${PLACE[step.kind]}`,
          label: p(`step.${step.kind}`, { platform }),
          // One thing to do at a time: what is waiting, else the first thing to begin with.
          primary:
            step.kind === 'consent'
              ? waiting.length === 0 && index === firstNew
              : step.kind !== 'ready' && step.kind !== 'paused',
        }}
        note={step.kind === 'consent' ? null : p(`note.${step.kind}`, { platform })}
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
        advice={missing ? t(`strengthNext.${missing}`) : t('strengthFull')}
      />
      {waiting.length > 0 ? (
        <section className="grid gap-4">
          <h2 className="text-22 font-semibold">{t('needsYou')}</h2>
          <div className="grid gap-4 md:grid-cols-2">{waiting.map(card)}</div>
        </section>
      ) : null}
      <section className="grid gap-4">
        <h2 className="text-22 font-semibold">{t('products')}</h2>
        <div className="grid gap-4 md:grid-cols-2">{others.map(card)}</div>
      </section>
      <section className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-8">
        <div>
          <h2 className="text-18 font-semibold">{t('connected')}</h2>
          <p className="text-ink-soft">
            {linked.length === 0 ? t('connectedNone') : linked.map((c) => c.platformName).join(', ')}
          </p>
        </div>
        <ButtonLink href="/connections" variant="secondary">
          {t('manage')}
        </ButtonLink>
      </section>
    </div>
  );
}
