// HTML document around every page: language, brand colours, typeface, skip link.
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MAIN_ID } from '@/components/shell/page-frame';
import { BACKGROUNDS, brandCss } from '@/lib/domain/text/brand';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { inter, interExt } from './fonts';

export async function documentMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  const brand = getEnv().BRAND_NAME;
  return {
    title: { default: brand, template: `%s · ${brand}` },
    description: t('description', { brand }),
    // Keeps phones from turning amounts and dates into phone links.
    formatDetection: { telephone: false, date: false, address: false, email: false },
    robots: { index: false, follow: false },
    icons: { apple: '/apple-touch-icon.png' },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: BACKGROUNDS.light.surface },
    { media: '(prefers-color-scheme: dark)', color: BACKGROUNDS.dark.surface },
  ],
};

export async function Document({ children }: { children: ReactNode }) {
  const [locale, t, head] = [await getLocale(), await getTranslations('shell'), await headers()];
  const env = getEnv();
  return (
    <html lang={locale} className={`${inter.variable} ${interExt.variable}`}>
      <head>
        {/* Browsers hide the nonce from scripts, so React finds a difference when it hydrates. */}
        <style nonce={head.get('x-nonce') ?? undefined} suppressHydrationWarning>
          {brandCss(env.BRAND_COLOUR, env.BRAND_RADIUS)}
        </style>
      </head>
      <body>
        <a
          href={`#${MAIN_ID}`}
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-control focus:bg-surface focus:px-4 focus:py-3 focus:font-semibold"
        >
          {t('skip')}
        </a>
        {children}
      </body>
    </html>
  );
}
