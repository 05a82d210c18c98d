// Return page for a colleague after a platform: the result of the trip, and that they have nothing more to do.
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getTools } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { returnFromShare } from '@/lib/delegated-link/return-from-share';
import type { ReturnOutcome } from '@/lib/domain/connection/return-outcome';
import { readReturn, returnAddress } from '@/lib/domain/http/return-address';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { getLimiter } from '@/lib/security/rate-limit';
import { Later } from '../later';

const WAITING: ReturnOutcome[] = ['unconfirmed', 'cannot-check'];

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('colleague'))('title'),
    robots: { index: false, follow: false },
  };
}

export default async function ShareReturnPage({ searchParams }: PageProps<'/share/return'>) {
  const params = readReturn(await searchParams);
  const tools = await getTools('/share/return');
  // Each visit asks Codat, so visits are limited.
  const verdict = await getLimiter().take('share-look', {
    ...tools,
    ...(params.state === null ? {} : { token: params.state }),
  });
  if (!verdict.ok) return <Later seconds={verdict.retryAfterSeconds} />;
  const result = await orNotFound(returnFromShare(tools, params, getEnv().NEXTAUTH_SECRET));
  const t = await getTranslations('colleague.return');
  if (result.kind === 'unknown') {
    return (
      <div className="ask">
        <PageHeading title={t('unknown.title')} lead={t('unknown.text')} />
      </div>
    );
  }
  if (result.kind === 'orphaned') {
    const over = await getTranslations('colleague.over.orphaned');
    return (
      <div className="ask">
        <PageHeading title={over('title')} lead={over('text')} />
      </div>
    );
  }
  const { outcome, platformName: platform, token } = result;
  const here = returnAddress('/share/return', params);
  const word = outcome === 'connected' ? 'connected' : WAITING.includes(outcome) ? 'waiting' : 'open';
  return (
    <div className="ask">
      <PageHeading title={t(`${word}.title`, { platform })} lead={t(`${word}.text`, { platform })} />
      {word === 'connected' ? null : (
        <div>
          <ButtonLink href={word === 'waiting' ? here : `/share/${token}`}>{t(`${word}.action`)}</ButtonLink>
        </div>
      )}
    </div>
  );
}
