// Server part of the embedded Link: fetches from Codat what one visit needs; when Codat fails, it leads to our own list.
import { getLocale } from 'next-intl/server';
import { linkOptions } from '@/lib/codat/link-options';
import { getController } from '@/lib/consent/controller';
import type { Ctx } from '@/lib/context';
import type { Product } from '@/lib/domain/product/product';
import { brandColours } from '@/lib/domain/text/brand';
import { openLink } from '@/lib/embedded-link/open-link';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { reportLinkAction } from './actions';
import { EmbeddedLink } from './embedded-link';
import { Ending } from './ending';

interface Props {
  ctx: Ctx;
  /** The product, cut to the sources that the customer agreed to. */
  agreed: Product;
  places: { here: string; list: string; done: string; consent: string };
  nonce: string;
}

export async function LinkWindow({ ctx, agreed, places, nonce }: Props) {
  const [t, connect, consent, locale] = [
    await getTranslations('link'),
    await getTranslations('connect'),
    await getTranslations('consent'),
    await getLocale(),
  ];
  const ending = (how: 'missing' | 'failed' | 'closed') => ({
    title: t(`${how}.title`),
    text: t(`${how}.text`),
  });
  const words = {
    endings: { missing: ending('missing'), failed: ending('failed'), closed: ending('closed') },
    reference: t('reference', { id: '{id}' }),
    list: t('list'),
    again: t('again'),
    loading: t('loading'),
    leaving: t('leaving'),
  };
  const opened = await openLink(ctx);
  if (opened.kind === 'unavailable') {
    return <Ending how="missing" reference={null} places={places} words={words} />;
  }
  const env = getEnv();
  return (
    <EmbeddedLink
      moduleUrl={env.CODAT_LINK_SDK_URL}
      companyId={opened.companyId}
      accessToken={opened.accessToken}
      options={linkOptions({
        product: agreed,
        controller: getController(),
        language: locale,
        platforms: opened.platforms,
        words: {
          title: t('choose'),
          leaving: connect('lead'),
          start: t('start'),
          agree: consent('agree'),
        },
        // Dark enough to be read on white (Codat's links) and under white text (its buttons).
        colour: brandColours(env.BRAND_COLOUR, 'light').brandInk,
        nonce,
      })}
      action={reportLinkAction}
      hidden={{
        page: places.here,
        product: agreed.id,
        visit: crypto.randomUUID(),
        language: locale,
        version: String(agreed.version),
      }}
      places={places}
      words={words}
    />
  );
}
