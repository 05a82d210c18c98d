// Page before a trip back to a platform: where it leads, what for, and that the connection stays the same.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ChoiceRow } from '@/components/bound-form';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConnectionView } from '@/lib/connection/get-connection-view';
import { mayResume } from '@/lib/domain/connection/connection';
import { platformHelp } from '@/lib/domain/connection/platform-help';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { reconnectAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('reconnect') };
}

export default async function ReconnectPage({
  params,
  searchParams,
}: PageProps<'/connections/[id]/reconnect'>) {
  const [{ id }, query] = [await params, await searchParams];
  const asking = typeof query.product === 'string' ? query.product : undefined;
  const path = reconnectPlace(id, asking);
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConnectionView(ctx, id, asking === undefined ? {} : { product: asking }));
  const { connection, ending, reconnectFor } = view;
  // Letters link here and may be read late: an open connection is shown, or leads to reconfirming when that is due.
  if (!mayResume(connection)) redirect(view.isToConfirm ? '/reconfirm' : `/connections/${id}`);
  const [t, locale] = [await getTranslations('connections.reconnectAsk'), await getLocale()];
  const { platformName: platform, organisation } = connection;
  const h = await getTranslations('platformHelp');
  const help = platformHelp(connection.platformKey, connection.sourceType);
  const isLost = connection.state === 'Deauthorized';
  const wasShared = connection.firstLinkedAt !== null;
  // A disconnect that Codat is just being told of is no reason to wait; one that Codat has not confirmed in time is.
  const isEnding = ending?.codat.isLate === true;
  const lead = reconnectFor === null ? undefined : t('lead', { product: reconnectFor.name[locale] });
  const lines = [
    t('leaves', { platform }),
    h(`who.${help.who}`, { platform }),
    h(`where.${help.where}`, { platform }),
    t('password'),
    ...(isLost ? [h(`fails.${help.fails}`, { platform })] : []),
    ...(wasShared ? [t('same')] : []),
    ...(organisation === null ? [] : [t('asks', { organisation })]),
  ];
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/connections/${id}`, label: platform }}
        title={t(wasShared ? 'title' : 'titleFinish', { platform })}
        lead={lead}
      />
      {reconnectFor === null ? (
        <>
          <Notice tone="info" title={t('unusedTitle')}>
            {t('unusedText', { platform })}
          </Notice>
          <div>
            <ButtonLink href="/home">{t('unusedAction')}</ButtonLink>
          </div>
        </>
      ) : isEnding ? (
        <>
          <Notice tone="caution" title={t('endingTitle')}>
            {t('endingText', { platform })}
          </Notice>
          <div>
            <ButtonLink href={path}>{t('endingAction')}</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <ul className="grid list-disc gap-2 pl-5">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Allowed ctx={ctx} right="connect" path={path}>
            <ChoiceRow>
              <ContinueForm
                action={reconnectAction}
                hidden={{ page: path, connection: id, product: reconnectFor.id }}
                words={{
                  submit: t('go', { platform }),
                  submitting: t('going', { platform }),
                  failed: (await getTranslations('errors'))('title'),
                }}
              />
              <ButtonLink href={`/connections/${id}`} variant="secondary">
                {t('stay')}
              </ButtonLink>
            </ChoiceRow>
          </Allowed>
          {wasShared ? null : (
            <p>
              <a
                href={`/products/${reconnectFor.id}/connect`}
                className="link inline-flex min-h-target items-center"
              >
                {t('other')}
              </a>
            </p>
          )}
        </>
      )}
    </div>
  );
}
