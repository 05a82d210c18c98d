// Page shell: header and footer with this deployment's brand and the reader's language.
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Footer } from '@/components/shell/footer';
import { BusinessLine, Header, HeaderNav } from '@/components/shell/header';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { PageFrame } from '@/components/shell/page-frame';
import { AccountMenu } from '@/components/ui/account-menu';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { isDemo } from '@/lib/runtime/is-demo';
import { setLocaleAction } from './locale/actions';
import { getSupport } from './support';

interface Props {
  children: ReactNode;
  /** The signed-in person; absent on public pages. */
  account?: {
    businessName?: string | undefined;
    personName: string;
    /** The person may act for another business, too. */
    canSwitch: boolean;
    signOut: ReactNode;
  };
  /** Content at the right of a public page's header. */
  entry?: ReactNode;
}

export async function Shell({ children, account, entry }: Props) {
  const env = getEnv();
  const [t, locale] = [await getTranslations('shell'), await getLocale()];
  const links = [
    { href: '/home', label: t('home') },
    { href: '/consents', label: t('agreements') },
    { href: '/connections', label: t('connections') },
  ];
  const switchLink = account?.canSwitch ? [{ href: '/businesses', label: t('switch') }] : [];
  // A presenter gets a link back to the scenarios; outside the demo there is no such page.
  const demo = isDemo(env) ? [{ href: '/demo', label: t('demo') }] : [];
  const menu = [...links, ...switchLink, { href: '/sessions', label: t('sessions') }, ...demo];
  const language = (size: 'short' | 'long') => (
    <LanguageSwitch current={locale} label={t('language')} action={setLocaleAction} size={size} />
  );
  return (
    <PageFrame
      header={
        <Header
          brand={{ name: env.BRAND_NAME, logoUrl: env.BRAND_LOGO_URL ?? null }}
          homeHref={account ? '/home' : '/'}
          homeLabel={t('home')}
          language={language('short')}
          business={
            account?.businessName === undefined ? null : (
              <BusinessLine label={t('actingFor')} name={account.businessName} change={switchLink[0]} />
            )
          }
          nav={account ? <HeaderNav label={t('mainNav')} links={links} /> : null}
          account={
            account ? (
              <AccountMenu
                label={t('menu')}
                navLabel={t('menuNav')}
                businessName={account.businessName}
                personName={account.personName}
                links={menu}
                signOut={account.signOut}
              />
            ) : (
              entry
            )
          }
        />
      }
      footer={
        <Footer
          support={{ title: t('support'), ...getSupport() }}
          poweredBy={{ label: t('poweredBy'), logoUrl: env.CODAT_POWERED_BY_URL ?? null }}
          links={[
            { href: '/help', label: t('help') },
            { href: '/privacy', label: t('privacy') },
          ]}
          language={language('long')}
        />
      }
    >
      {children}
    </PageFrame>
  );
}
