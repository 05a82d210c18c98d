// Confirmation page before staff act on a customer's request: the business, the consequences, and the request as it was made.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { orNotFound } from '@/lib/auth/not-found';
import { getStaffCtx, requireActingStaff } from '@/lib/auth/staff';
import { CHANNELS } from '@/lib/domain/consent/on-request';
import { getTranslations } from '@/lib/i18n/translations';
import { getRequested, type Requested } from '@/lib/staff/get-requested';
import { actOnRequestAction } from '../../actions';
import { deletionChoices, RequestedChanges } from './changes';
import { OnRequestForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('staffOnRequest') };
}

export default async function OnRequestPage({
  params,
}: PageProps<'/staff/businesses/[id]/on-request/[act]/[subject]'>) {
  const { id, act, subject } = await params;
  const path = `/staff/businesses/${id}/on-request/${act}/${subject}`;
  const ctx = getStaffCtx(await requireActingStaff(path));
  const requested = await orNotFound(getRequested(ctx, { companyId: id, act, subject }));
  const { business } = requested;
  const [t, locale] = [await getTranslations('staff.onRequest'), await getLocale()];
  const name =
    requested.act === 'end' ? requested.view.connection.platformName : requested.view.product.name[locale];
  const back = `/staff/businesses/${business.id}`;
  return (
    <div className="grid max-w-(--width-ask) grid-cols-[minmax(0,1fr)] gap-6">
      <PageHeading
        back={{ href: back, label: business.name }}
        title={t(`title.${requested.act}`, { name, business: business.name })}
        lead={t('lead')}
      />
      {requested.isOpen ? (
        <>
          <p className="text-ink-soft">{t('asTold')}</p>
          <RequestedChanges requested={requested} />
          <Ask requested={requested} hidden={{ page: path, subject }} back={back} now={ctx.now} />
        </>
      ) : (
        <Notice tone="info" title={t('overTitle')}>
          {t('overText')}
        </Notice>
      )}
    </div>
  );
}

interface AskProps {
  requested: Requested;
  hidden: { page: string; subject: string };
  back: string;
  now: Date;
}

async function Ask({ requested, hidden, back, now }: AskProps) {
  const [t, roles] = [await getTranslations('staff.onRequest'), await getTranslations('staff.role')];
  const { act, business, members } = requested;
  const seen = requested.act === 'end' ? requested.view.connection.state : requested.view.consent.eventId;
  return (
    <OnRequestForm
      action={actOnRequestAction}
      hidden={{ ...hidden, business: business.id, act, seen }}
      backHref={back}
      people={[
        { value: '', label: t('personUnknown') },
        ...members.map(({ userId, name, role }) => ({ value: userId, label: `${name}, ${roles(role)}` })),
      ]}
      channels={CHANNELS.map((channel) => ({
        value: channel,
        label: t(`channel.${channel}`),
        hint: t(`channelHint.${channel}`),
      }))}
      deletion={await deletionChoices(requested, now)}
      words={{
        askedBy: { label: t('askedBy'), hint: t('askedByHint') },
        person: t('person'),
        whoMay: t('whoMay'),
        channel: t('channelAsk'),
        reason: { label: t('reason'), hint: t('reasonHint') },
        note: { label: t('note'), hint: t('noteHint') },
        deletion: t('deletion'),
        submit: t(`submit.${act}`),
        submitting: t('submitting'),
        back: t('back'),
        failed: (await getTranslations('errors'))('title'),
      }}
    />
  );
}
