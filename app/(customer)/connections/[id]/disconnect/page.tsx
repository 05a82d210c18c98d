// Confirmation page before a connection is disconnected: the computed consequences, then two answers of one size.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ChoiceRow } from '@/components/bound-form';
import { Consequences } from '@/components/consequences';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConnectionView } from '@/lib/connection/get-connection-view';
import { mayDisconnect } from '@/lib/domain/connection/connection';
import { impact } from '@/lib/domain/next-step/impact';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { disconnectAction } from '../actions';
import { getProductLines } from '../product-lines';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('disconnect') };
}

export default async function DisconnectPage({ params }: PageProps<'/connections/[id]/disconnect'>) {
  const { id } = await params;
  const path = `/connections/${id}/disconnect`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const view = await orNotFound(getConnectionView(ctx, id));
  if (!mayDisconnect(view.connection)) redirect(`/connections/${id}`);
  const [t, locale] = [await getTranslations('connections.disconnectAsk'), await getLocale()];
  const platform = view.connection.platformName;
  const told = impact(view.facts, { kind: 'disconnect', connectionId: id });
  const { stops, goesOn } = await getProductLines(view, told);
  const { smaller } = told;
  const onlyOne =
    smaller?.kind === 'withdraw'
      ? view.facts.products.find((each) => each.id === smaller.productId)
      : undefined;
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/connections/${id}`, label: platform }}
        title={t('title', { platform })}
        lead={t('lead')}
      />
      <Consequences
        sections={[
          { title: t('stops'), lines: stops.length === 0 ? [t('noneStops')] : stops },
          { title: t('goesOn'), lines: [...goesOn, t('agreements')] },
          { title: t('data'), lines: [t('kept'), t('again', { platform }), t('earlier')] },
        ]}
      />
      <Allowed ctx={ctx} right="end" path={path}>
        <ChoiceRow>
          <ContinueForm
            action={disconnectAction}
            variant="danger"
            hidden={{ page: path, connection: id }}
            words={{
              submit: t('disconnect'),
              submitting: t('disconnecting'),
              failed: (await getTranslations('errors'))('title'),
            }}
          />
          <ButtonLink href={`/connections/${id}`} variant="secondary">
            {t('keep')}
          </ButtonLink>
        </ChoiceRow>
      </Allowed>
      {onlyOne ? (
        <p>
          {t('smaller')}{' '}
          <a href={`/consents/${onlyOne.id}/withdraw`} className="link">
            {t('smallerLink', { product: onlyOne.name[locale] })}
          </a>
        </p>
      ) : null}
    </div>
  );
}
