// Return page after a platform: the outcome is read from Codat; the address only finds the connection in our own record.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx, getTools } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { handleReturn } from '@/lib/connection/handle-return';
import { isShareReturn } from '@/lib/delegated-link/return-from-share';
import { mayResume, maySignInAgain, needsCheck } from '@/lib/domain/connection/connection';
import { platformHelp } from '@/lib/domain/connection/platform-help';
import type { ReturnOutcome } from '@/lib/domain/connection/return-outcome';
import { readReturn, returnAddress } from '@/lib/domain/http/return-address';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../authority/allowed';
import { reconnectAction } from '../../connections/[id]/actions';
import { startConnectionAction } from '../../products/[product]/connect/actions';

/** Outcomes after which the same platform may be tried again at once. */
const RETRY: ReturnOutcome[] = ['cancelled', 'left', 'provider-error', 'not-finished'];
const CHECK_AGAIN: ReturnOutcome[] = ['unconfirmed', 'cannot-check'];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('return') };
}

export default async function ReturnPage({ searchParams }: PageProps<'/connect/return'>) {
  const params = readReturn(await searchParams);
  const here = returnAddress('/connect/return', params);
  // Codat has one return address: the state value alone tells a trip of a delegated link, whichever person is signed in here.
  if (await isShareReturn(await getTools('/connect/return'), params.state)) {
    redirect(returnAddress('/share/return', params));
  }
  const ctx = await getCtx(await requireCustomer(here), '/connect/return');
  const result = await handleReturn(ctx, params);
  const t = await getTranslations('return');
  if (result.kind === 'unknown') {
    return (
      <div className="ask">
        <PageHeading title={t('title.unknown')} lead={t('text.unknown')} />
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/home">{t('home')}</ButtonLink>
          <ButtonLink href="/connections" variant="secondary">
            {t('connections')}
          </ButtonLink>
        </div>
      </div>
    );
  }
  const { outcome, productId, connection, inTheWay, why } = result;
  if (outcome === 'connected') {
    const isDoubted = needsCheck(connection);
    redirect(
      isDoubted ? `/connections/${connection.id}/check?product=${productId}` : `/products/${productId}/done`,
    );
  }
  const platform = connection.platformName;
  const facts = { platform, other: inTheWay ?? '' };
  const h = await getTranslations('platformHelp');
  const help = platformHelp(connection.platformKey, connection.sourceType);
  const isTaken = outcome === 'taken';
  // Two logins of one bank are two connections: a retry is made for the connection of this trip.
  const isOpen = mayResume(connection) || maySignInAgain(connection);
  return (
    <div className="ask">
      <PageHeading title={t(`title.${outcome}`, facts)} lead={t(`text.${outcome}`, facts)} />
      {why === null || why === outcome ? null : <p>{t(`why.${why}`, facts)}</p>}
      {RETRY.includes(outcome) ? (
        <ul className="grid list-disc gap-2 pl-5">
          <li>{h(`who.${help.who}`, { platform })}</li>
          <li>{h(`where.${help.where}`, { platform })}</li>
          <li>{h(`fails.${help.fails}`, { platform })}</li>
        </ul>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {RETRY.includes(outcome) ? (
          <Allowed ctx={ctx} right="connect" path={`/products/${productId}/connect`}>
            <ContinueForm
              action={isOpen ? reconnectAction : startConnectionAction}
              hidden={{
                page: `/products/${productId}/connect`,
                product: productId,
                ...(isOpen ? { connection: connection.id } : { platform: connection.platformKey }),
              }}
              words={{
                submit: t('tryAgain', { platform }),
                submitting: t('tryAgain', { platform }),
                failed: (await getTranslations('errors'))('title'),
              }}
            />
          </Allowed>
        ) : null}
        {CHECK_AGAIN.includes(outcome) ? <ButtonLink href={here}>{t('checkAgain')}</ButtonLink> : null}
        {isTaken ? (
          <>
            <ButtonLink href={`/products/${productId}/done`}>{t('goOn', facts)}</ButtonLink>
            <ButtonLink href="/connections" variant="secondary">
              {t('connections')}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink
            href={`/products/${productId}/connect`}
            variant={RETRY.includes(outcome) || CHECK_AGAIN.includes(outcome) ? 'secondary' : 'primary'}
          >
            {t('other')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
