// Page on which a person who signs in for the first time names their business.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHeading } from '@/components/ui/page-heading';
import { requireViewer } from '@/lib/auth/viewer';
import { stepUpPlace } from '@/lib/auth/way-back';
import { PERSON_RIGHTS } from '@/lib/domain/identity/action-rights';
import { decideMethod } from '@/lib/domain/identity/authority';
import { BUSINESS_NAME_FIELD } from '@/lib/domain/identity/business-name';
import { getTranslations } from '@/lib/i18n/translations';
import { safeNextPath } from '@/lib/security/next-path';
import { createBusinessAction } from './actions';
import { BusinessNameForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('welcome') };
}

export default async function WelcomePage({ searchParams }: PageProps<'/welcome'>) {
  const query = await searchParams;
  const next = safeNextPath(typeof query.next === 'string' ? query.next : undefined);
  const viewer = await requireViewer('/welcome');
  if (viewer.kind === 'staff') redirect('/staff');
  if (viewer.kind === 'customer') redirect(next);
  if (decideMethod(viewer.person.identified.method, PERSON_RIGHTS.createBusiness) !== 'yes')
    redirect(stepUpPlace('/welcome'));
  const t = await getTranslations('welcome');
  return (
    <div className="ask">
      <PageHeading title={t('title')} lead={t('lead', { name: viewer.person.name })} />
      <BusinessNameForm
        action={createBusinessAction}
        next={next}
        suggested={viewer.person.suggestedBusinessName ?? ''}
        maxLength={BUSINESS_NAME_FIELD}
        words={{
          label: t('label'),
          hint: t('hint'),
          submit: t('submit'),
          submitting: t('submitting'),
          failed: (await getTranslations('errors'))('title'),
        }}
      />
    </div>
  );
}
