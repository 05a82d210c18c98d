// Value exchange in three parts: what the customer gets, how the data is used, what to do next, each in the product's own words.
import { getLocale } from 'next-intl/server';
import { ValuePart } from '@/components/value-part';
import { missingSources } from '@/lib/domain/next-step/next-step';
import { getTranslations } from '@/lib/i18n/translations';
import type { ProductView } from '@/lib/product/get-product-view';

export async function Benefits({ product }: Pick<ProductView, 'product'>) {
  const [t, locale] = [await getTranslations('product'), await getLocale()];
  return (
    <ValuePart size={18} title={t('benefits')} items={product.benefits.map((benefit) => benefit[locale])} />
  );
}

export async function HowUsed({ product }: Pick<ProductView, 'product'>) {
  const [t, locale] = [await getTranslations('product.use'), await getLocale()];
  return (
    <ValuePart
      size={18}
      title={t('title')}
      items={[
        ...product.purposes.map(({ text }) => text[locale]),
        ...product.sources.flatMap(({ required, sourceType }) => (required ? [t(`of.${sourceType}`)] : [])),
        ...(product.sources.every(({ required }) => required) ? [] : [t('optional')]),
        t('nobody'),
      ]}
    />
  );
}

/** Shown only while something is left to do. */
export async function WhatNext({ product, step, connections, now }: ProductView) {
  if (step.kind !== 'consent' && step.kind !== 'connect' && step.kind !== 'finish') return null;
  const [t, locale] = [await getTranslations('product.next'), await getLocale()];
  const missing = missingSources(product, connections, now);
  return (
    <ValuePart
      size={18}
      title={t('title')}
      isOrdered
      items={[
        ...(step.kind === 'consent' ? [t('read')] : []),
        ...(missing.length === 0 ? [t('nothing')] : missing.map((sourceType) => t(`choose.${sourceType}`))),
        t('back', { product: product.name[locale] }),
      ]}
    />
  );
}
