// Landing page of a magic link: it names the person that the link signs in, and only the button uses the link up.
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTools } from '@/lib/auth/context';
import { findLinkOwner } from '@/lib/auth/email-link';
import { readSignInToken } from '@/lib/domain/identity/sign-in-link';
import { getTranslations } from '@/lib/i18n/translations';
import { signInLinkDays } from '@/lib/mail/mailer';
import { machineClock } from '@/lib/runtime/clock';
import { getEnv } from '@/lib/runtime/env';
import { safeNextPath } from '@/lib/security/next-path';
import { Shell } from '../../shell';
import { spendLinkAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must reach neither other sites nor search engines. Our own form needs its origin.
  const title = (await getTranslations('signIn.link'))('title');
  return { title, referrer: 'same-origin', robots: { index: false } };
}

export default async function SignInLinkPage({ searchParams }: PageProps<'/sign-in/link'>) {
  const query = await searchParams;
  const token = readSignInToken(query.token);
  const { db } = await getTools('/sign-in/link');
  const days = signInLinkDays(getEnv());
  const owner =
    token === null || days === null ? null : await findLinkOwner(db, token, machineClock.now(), days);
  const t = await getTranslations('signIn.link');
  const next = safeNextPath(query.next);
  if (token === null || owner === null) {
    return (
      <Shell>
        <div className="ask max-w-120 sm:pt-8">
          <PageHeading title={t('endedTitle')} lead={t('endedText')} />
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{t('again')}</ButtonLink>
        </div>
      </Shell>
    );
  }
  return (
    <Shell>
      <div className="ask max-w-120 sm:pt-8">
        <PageHeading title={t('heading', { name: owner.name })} lead={t('lead')} />
        <form action={spendLinkAction} className="grid gap-4">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="next" value={next} />
          <SubmitButton pendingLabel={t('signingIn')}>{t('action')}</SubmitButton>
          <p className="text-14 text-ink-soft">{t('notYou')}</p>
        </form>
      </div>
    </Shell>
  );
}
