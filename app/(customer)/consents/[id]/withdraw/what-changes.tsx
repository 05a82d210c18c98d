// List of the computed consequences of withdrawing from one product: what stops, what goes on, what becomes of the platforms.

import { getLocale } from 'next-intl/server';
import { Consequences } from '@/components/consequences';
import type { ConsentView } from '@/lib/consent/get-consent-view';
import type { Impact } from '@/lib/domain/next-step/impact';
import type { Locale } from '@/lib/domain/text/language';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export function platformName(view: ConsentView, connectionId: string): string {
  const found = view.facts.connections.find(({ id }) => id === connectionId);
  return found?.platformName ?? '';
}

export function productNames(view: ConsentView, ids: readonly string[], locale: Locale): string[] {
  return view.facts.products.filter(({ id }) => ids.includes(id)).map(({ name }) => name[locale]);
}

export async function WhatChanges({ view, told }: { view: ConsentView; told: Impact }) {
  const [t, format, locale] = [
    await getTranslations('consents.withdraw'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const goesOn = told.products
    .filter(({ effect }) => effect === 'continues')
    .map(({ productId }) => productId);
  const platforms = told.connections.map(({ connectionId, effect, neededBy }) => {
    const platform = platformName(view, connectionId);
    return effect === 'kept'
      ? t('kept', { platform, products: format.list(productNames(view, neededBy, locale)) })
      : t('unlinked', { platform });
  });
  const sections = [
    { title: t('stops'), lines: [t('stopsProduct', { product: view.product.name[locale] }), t('earlier')] },
    {
      title: t('goesOn'),
      lines:
        goesOn.length === 0
          ? [t('goesOnNone')]
          : productNames(view, goesOn, locale).map((product) => t('goesOnProduct', { product })),
    },
    { title: t('connections'), lines: platforms },
  ];
  return <Consequences sections={sections} />;
}
