// Page of one product: what it gives, what it needs and why, and the primary action.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { catchUp } from '@/lib/connection/catch-up';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView, type ProductView } from '@/lib/product/get-product-view';
import { CashExample } from '../../../cash-example';
import { Action } from './action';
import { EndsSoon } from './ends-soon';
import { Needs } from './needs';
import { Benefits, HowUsed, WhatNext } from './value';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('product') };
}

export default async function ProductPage({ params }: PageProps<'/products/[product]'>) {
  const { product: id } = await params;
  const path = `/products/${id}`;
  const ctx = await getCtx(await requireCustomer(path), path);
  await catchUp(ctx);
  const view = await orNotFound(getProductView(ctx, id));
  const { product, consent, connections } = view;
  const [t, locale] = [await getTranslations('product'), await getLocale()];
  const example = exampleOf(view);
  return (
    <div className="ask">
      <PageHeading
        back={{ href: '/home', label: t('back') }}
        title={product.name[locale]}
        lead={product.promise[locale]}
      />
      <EndsSoon productId={id} consent={consent} now={ctx.now} />
      <Action view={view} />
      {/* As wide as on a phone, since the letters of the chart grow with its width. */}
      {example === null ? null : (
        <div className="max-w-96">
          <CashExample source={example} />
        </div>
      )}
      <Benefits product={product} />
      <HowUsed product={product} />
      <Needs product={product} connections={connections} now={ctx.now} />
      <WhatNext {...view} />
      <p>
        <a href="/help" className="link inline-flex min-h-target items-center">
          {t('questions')}
        </a>
      </p>
    </div>
  );
}

/** Chart that connecting fills: for a product that rests on one kind of figures and has none yet. */
function exampleOf({ product, step }: ProductView): 'Accounting' | 'Banking' | null {
  if (step.kind !== 'consent' && step.kind !== 'connect' && step.kind !== 'finish') return null;
  const [first, ...others] = product.sources.filter(({ required }) => required);
  if (first === undefined || others.length > 0 || first.sourceType === 'Commerce') return null;
  return first.sourceType;
}
