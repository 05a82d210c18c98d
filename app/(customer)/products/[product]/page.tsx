// What a product gives, what it needs and why, and the one thing to do next.

import { __iconData as check } from 'lucide-react/icons/check';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { mayServe } from '@/lib/domain/connection';
import { placeOf } from '@/lib/domain/next-step';
import { sourceTypesOf } from '@/lib/domain/product';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getProductView } from '@/lib/product/get-product-view';
import { EndsSoon } from './ends-soon';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('product') };
}

export default async function ProductPage({ params }: PageProps<'/products/[product]'>) {
  const { product: id } = await params;
  const path = `/products/${id}`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, consent, step, connections, declined } = await orNotFound(getProductView(ctx, id));
  const [t, s, format, locale] = [
    await getTranslations('product'),
    await getTranslations('sources'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const platform = 'platformName' in step ? step.platformName : '';
  const day = (date: Date) => format.day(date);
  const isRefused = step.kind === 'consent' && consent?.standing === 'refused';
  const note = isRefused ? 'refused' : step.kind === 'amend' && declined ? 'amendDeclined' : step.kind;
  const agreed = step.kind !== 'consent' && consent?.givenAt ? day(consent.givenAt) : null;

  return (
    <div className="ask">
      <PageHeading
        back={{ href: '/home', label: t('back') }}
        title={product.name[locale]}
        lead={product.promise[locale]}
      />
      <section className="grid gap-3">
        <h2 className="text-18 font-semibold">{t('benefits')}</h2>
        <ul className="grid gap-2">
          {product.benefits.map((benefit) => (
            <li key={benefit.en} className="flex gap-3">
              <Icon data={check} className="mt-0.5 text-positive" />
              {benefit[locale]}
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-3">
        <h2 className="text-18 font-semibold">{t('needs')}</h2>
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {sourceTypesOf(product).map((type) => {
            const source = product.sources.find((one) => one.sourceType === type);
            const linked = connections.find((c) => c.sourceType === type && mayServe(c));
            return (
              <li key={type} className="grid gap-1 p-4">
                <div className="flex items-baseline justify-between gap-4">
                  <h3 className="font-medium">{s(`name.${type}`)}</h3>
                  {linked ? (
                    <Status tone="positive">{linked.platformName}</Status>
                  ) : (
                    <span className="text-14 text-ink-soft">
                      {s(source?.required ? 'required' : 'optional')}
                    </span>
                  )}
                </div>
                <p className="text-ink-soft">{source?.benefit[locale]}</p>
              </li>
            );
          })}
        </ul>
      </section>
      <EndsSoon productId={id} consent={consent} now={ctx.now} />
      <section className="grid gap-3">
        <p>{t(`note.${note}`, { platform })}</p>
        {agreed ? (
          <p className="text-14 text-ink-soft">
            {t('standing.given', { date: agreed })}
            {consent?.expiresAt ? ` · ${t('standing.until', { date: day(consent.expiresAt) })}` : null}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <ButtonLink href={placeOf(product, step)} variant={isRefused ? 'secondary' : 'primary'}>
            {t(`step.${isRefused ? 'refused' : step.kind}`, { platform })}
          </ButtonLink>
          {step.kind === 'consent' ? null : (
            <ButtonLink href={`/consents/${id}/withdraw`} variant="quiet">
              {(await getTranslations('consents'))('stop')}
            </ButtonLink>
          )}
        </div>
      </section>
    </div>
  );
}
