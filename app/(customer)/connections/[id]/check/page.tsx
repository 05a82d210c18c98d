// Page that asks whether the right organisation was connected: a calm question the first time, a warning when it differs from the one before.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ChoiceRow } from '@/components/bound-form';
import { ContinueForm } from '@/components/continue-form';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getConnectionView } from '@/lib/connection/get-connection-view';
import { needsCheck } from '@/lib/domain/connection/connection';
import { getTranslations } from '@/lib/i18n/translations';
import { Allowed } from '../../../authority/allowed';
import { answerCheckAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('organisationCheck') };
}

export default async function CheckPage({ params, searchParams }: PageProps<'/connections/[id]/check'>) {
  const [{ id }, query] = [await params, await searchParams];
  const path = `/connections/${id}/check`;
  const customer = await requireCustomer(path);
  const ctx = await getCtx(customer, path);
  const { connection, check, question } = await orNotFound(getConnectionView(ctx, id));
  if (check === null || question === null || !needsCheck(connection)) redirect(`/connections/${id}`);
  const t = await getTranslations('connections.checkAsk');
  const platform = connection.platformName;
  const { who, what, why } = question;
  const facts = {
    platform,
    organisation: question.organisation ?? '',
    business: customer.companyName,
    name: who.kind === 'colleague' ? who.linkOf : '',
    before: 'before' in what ? what.before : '',
  };
  const hidden = {
    page: path,
    connection: id,
    check: check.id,
    product: typeof query.product === 'string' ? query.product : '',
  };
  const words = { submitting: t('saving'), failed: (await getTranslations('errors'))('title') };
  return (
    <div className="ask">
      <PageHeading
        title={question.organisation === null ? t('titleUnnamed', facts) : t('title', facts)}
        lead={t(`who.${who.kind}`, facts)}
      />
      {what.kind === 'other' || what.kind === 'namesake' ? (
        <Notice tone="caution" title={t('otherTitle')}>
          {t(`what.${what.kind}`, facts)}
        </Notice>
      ) : (
        <p>{t(`what.${what.kind}`, facts)}</p>
      )}
      {why === null ? null : <p>{t(`why.${why}`)}</p>}
      <ul className="grid list-disc gap-2 pl-5">
        <li>{t('until', { platform })}</li>
        <li>{t('no', { platform })}</li>
      </ul>
      <Allowed ctx={ctx} right="connect" path={path}>
        <ChoiceRow>
          <ContinueForm
            action={answerCheckAction}
            hidden={{ ...hidden, answer: 'right' }}
            words={{ ...words, submit: t('right') }}
          />
          <ContinueForm
            action={answerCheckAction}
            variant="secondary"
            hidden={{ ...hidden, answer: 'wrong' }}
            words={{ ...words, submit: t('wrong') }}
          />
        </ChoiceRow>
      </Allowed>
    </div>
  );
}
