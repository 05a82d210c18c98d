// Layout of staff pages. Each page is its own guard; other people see the frame of public pages.
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { StaffFrame } from '@/components/shell/staff-frame';
import { SubmitButton } from '@/components/ui/submit-button';
import { getViewer } from '@/lib/auth/viewer';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { signOutAction } from '../(customer)/actions';
import { setLocaleAction } from '../locale/actions';
import { Shell } from '../shell';

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  if (viewer?.kind !== 'staff') return <Shell>{children}</Shell>;
  const env = getEnv();
  const [t, shell, locale] = [
    await getTranslations('staff'),
    await getTranslations('shell'),
    await getLocale(),
  ];
  return (
    <StaffFrame
      brand={{ name: env.BRAND_NAME, logoUrl: env.BRAND_LOGO_URL ?? null }}
      badge={t('badge')}
      nav={{
        label: t('nav'),
        links: [
          { href: '/staff', label: t('businessesLink') },
          { href: '/staff/decisions', label: t('decisionsLink') },
          { href: '/sessions', label: shell('sessions') },
        ],
      }}
      language={
        <LanguageSwitch current={locale} label={shell('language')} action={setLocaleAction} size="short" />
      }
      signOut={
        <form action={signOutAction}>
          <SubmitButton variant="quiet" pendingLabel={shell('signingOut')}>
            {shell('signOut')}
          </SubmitButton>
        </form>
      }
      name={viewer.person.name}
      note={t('readOnly')}
    >
      {children}
    </StaffFrame>
  );
}
