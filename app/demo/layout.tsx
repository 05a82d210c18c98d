// Layout of the presenter's page: as wide as a projector, and visibly not the bank's own site.
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DirectorFrame } from '@/components/demo/director-frame';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { isDemo } from '@/lib/runtime/is-demo';
import { setLocaleAction } from '../locale/actions';
import { Shell } from '../shell';

export default async function DemoLayout({ children }: { children: ReactNode }) {
  const env = getEnv();
  // Each page is its own guard.
  if (!isDemo(env)) return <Shell>{children}</Shell>;
  const [t, shell, locale] = [
    await getTranslations('demo'),
    await getTranslations('shell'),
    await getLocale(),
  ];
  return (
    <DirectorFrame
      brand={{ name: env.BRAND_NAME, logoUrl: env.BRAND_LOGO_URL ?? null }}
      homeLabel={t('toStart')}
      badge={t('badge')}
      language={
        <LanguageSwitch current={locale} label={shell('language')} action={setLocaleAction} size="short" />
      }
    >
      {children}
    </DirectorFrame>
  );
}
