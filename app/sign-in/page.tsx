// Sign-in page: one button to the bank's own sign-in service, and the reason when the last attempt failed.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { issuerKeys } from '@/lib/auth/issuer-keys';
import { issuerSignOut } from '@/lib/auth/issuer-sign-out';
import { getViewer } from '@/lib/auth/viewer';
import { nextIn } from '@/lib/auth/way-back';
import { getTranslations } from '@/lib/i18n/translations';
import { offersSignInLink } from '@/lib/mail/mailer';
import { getEnv } from '@/lib/runtime/env';
import { Shell } from '../shell';
import { getSupport } from '../support';
import { HardLoad } from './hard-load';
import { LinkForm } from './link-form';
import { problemOf } from './problem';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

async function signOutThere({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId }: ReturnType<typeof getEnv>) {
  if (issuer === undefined || clientId === undefined) return null;
  return issuerSignOut(() => issuerKeys(issuer), clientId);
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams;
  const { brand, phone, email } = getSupport();
  const t = await getTranslations('signIn');
  const problem = problemOf(query.error);
  const env = getEnv();
  const isSetUp = env.OIDC_ISSUER !== undefined;
  const next = nextIn(query, new URL(env.NEXTAUTH_URL).origin);
  // A signed-in person for whom there is no message goes on to their destination.
  const isSignedOut = query['signed-out'] !== undefined;
  const isAnswer = problem !== null || query.link !== undefined;
  if (!isAnswer && (await getViewer()) !== null) redirect(next);
  const there = isSignedOut ? await signOutThere(env) : null;
  return (
    <Shell>
      <HardLoad path="/sign-in" />
      <div className="ask max-w-120 sm:pt-8">
        <PageHeading title={t('heading', { brand })} lead={isSetUp ? t('lead') : undefined} />
        {isSignedOut ? (
          <Notice tone="info" title={t('signedOut.title')}>
            <p>{t('signedOut.text')}</p>
            {there === null ? null : (
              <p>
                <a href={there} className="link">
                  {t('signedOut.there', { brand })}
                </a>
              </p>
            )}
          </Notice>
        ) : null}
        {problem !== null && isSetUp ? (
          <Notice tone={problem === 'expired' ? 'info' : 'caution'} title={t(`error.${problem}.title`)}>
            {t(`error.${problem}.text`)}
          </Notice>
        ) : null}
        {isSetUp ? (
          <form method="post" action="/sign-in/start" className="grid gap-4">
            <input type="hidden" name="next" value={next} />
            <Button type="submit">{t('action')}</Button>
            <p className="text-14 text-ink-soft">{t('help', { phone })}</p>
          </form>
        ) : (
          <Notice tone="caution" title={t('missing.title')}>
            {t('missing.text', { brand, phone, email })}
          </Notice>
        )}
        {offersSignInLink(env) && problem !== 'confirm' ? <LinkForm answer={query.link} next={next} /> : null}
      </div>
    </Shell>
  );
}
