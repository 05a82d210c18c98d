// Confirmation page before a connection is deleted for good: the computed consequences, then two answers of one size.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ChoiceRow } from '@/components/bound-form';
import { Consequences } from '@/components/consequences';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConnectionView } from '@/lib/connection/get-connection-view';
import { mayDelete } from '@/lib/domain/connection/connection';
import { impact } from '@/lib/domain/next-step/impact';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { deleteAction } from '../actions';
import { getProductLines } from '../product-lines';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('deleteConnection') };
}

export default async function DeletePage({ params }: PageProps<'/connections/[id]/delete'>) {
  const { id } = await params;
  const path = `/connections/${id}/delete`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConnectionView(ctx, id));
  if (!mayDelete(view.connection)) redirect(`/connections/${id}`);
  const [t, c] = [
    await getTranslations('connections.deleteAsk'),
    await getTranslations('connections.disconnectAsk'),
  ];
  const platform = view.connection.platformName;
  const told = impact(view.facts, { kind: 'delete', connectionId: id });
  const { stops, goesOn } = await getProductLines(view, told);
  const wasShared = view.connection.firstLinkedAt !== null;
  const sections = [
    { title: c('stops'), lines: stops.length === 0 ? [c('noneStops')] : stops },
    { title: c('goesOn'), lines: [...goesOn, c('agreements')] },
    {
      title: c('data'),
      lines: [t('erased', { platform }), t('final', { platform }), t('earlier'), t('record')],
    },
  ];
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/connections/${id}`, label: platform }}
        title={t(wasShared ? 'title' : 'titleUnused', { platform })}
        lead={t(wasShared ? 'lead' : 'leadUnused')}
      />
      {wasShared ? <Consequences sections={sections} /> : null}
      <Allowed ctx={ctx} right="delete" path={path}>
        <ChoiceRow>
          <ContinueForm
            action={deleteAction}
            variant="danger"
            hidden={{ page: path, connection: id }}
            words={{
              submit: t('delete'),
              submitting: t('deleting'),
              failed: (await getTranslations('errors'))('title'),
            }}
          />
          <ButtonLink href={`/connections/${id}`} variant="secondary">
            {t('keep')}
          </ButtonLink>
        </ChoiceRow>
      </Allowed>
      {told.smaller?.kind === 'disconnect' ? (
        <p>
          {t('smaller')}{' '}
          <a href={`/connections/${id}/disconnect`} className="link">
            {t('smallerLink', { platform })}
          </a>
        </p>
      ) : null}
    </div>
  );
}
