// Page that connects in Codat's own embedded window; our own list is one link away from the first moment.
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { Suspense } from 'react';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView } from '@/lib/product/get-product-view';
import { Allowed } from '../../../authority/allowed';
import { LinkWindow } from './link-window';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('link') };
}

export default async function LinkPage({ params }: PageProps<'/products/[product]/link'>) {
  const { product: id } = await params;
  const path = `/products/${id}/link`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, agreed, step } = await orNotFound(getProductView(ctx, id));
  // The window asks for data, so it needs an agreement in force.
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') redirect(`/products/${id}/consent`);
  const [t, locale, head] = [await getTranslations('link'), await getLocale(), await headers()];
  const list = `/products/${id}/connect`;
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${id}`, label: product.name[locale] }}
        title={t('title')}
        lead={t('lead')}
      />
      <Allowed ctx={ctx} right="connect" path={path}>
        <noscript>
          <p className="font-semibold">{t('noScript')}</p>
        </noscript>
        <div className="grid gap-4">
          <a href={list} className="link inline-flex min-h-target items-center justify-self-start">
            {t('list')}
          </a>
          <div className="noscript:hidden">
            <Suspense fallback={<div className="link-window" />}>
              <LinkWindow
                ctx={ctx}
                agreed={agreed}
                places={{
                  here: path,
                  list,
                  done: `/products/${id}/done`,
                  consent: `/products/${id}/consent`,
                }}
                nonce={head.get('x-nonce') ?? ''}
              />
            </Suspense>
          </div>
        </div>
      </Allowed>
    </div>
  );
}
