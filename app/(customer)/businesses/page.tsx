// Page of the businesses that a person may act for, with what waits for an answer in each.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getTools } from '@/lib/auth/context';
import { requireViewer } from '@/lib/auth/viewer';
import { listOwnBusinesses } from '@/lib/home/list-own-businesses';
import { getTranslations } from '@/lib/i18n/translations';
import { safeNextPath } from '@/lib/security/next-path';
import { chooseBusinessAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('businesses') };
}

const PATH = '/businesses';

export default async function BusinessesPage({ searchParams }: PageProps<'/businesses'>) {
  const viewer = await requireViewer(PATH);
  if (viewer.kind === 'staff') redirect('/staff');
  const next = safeNextPath((await searchParams).next);
  const current = viewer.kind === 'customer' ? viewer.customer.companyId : null;
  const { userId } = viewer.kind === 'customer' ? viewer.customer : viewer.person;
  const { db, now } = await getTools(PATH);
  const businesses = await listOwnBusinesses(db, userId, now);
  // A new person has no business to choose from.
  if (businesses.length === 0) redirect('/welcome');
  const [t, e] = [await getTranslations('businesses'), await getTranslations('errors')];
  return (
    <div className="ask">
      <PageHeading title={t('title')} lead={t('lead')} />
      <ul className="divide-y divide-line border-line border-y">
        {businesses.map(({ id, name, waiting }) => (
          <li key={id} className="grid gap-3 py-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
            <div className="grid min-w-0 gap-1">
              <h2 className="wrap-anywhere font-semibold text-18">
                <bdi>{name}</bdi>
              </h2>
              {id === current ? <p className="text-14 text-ink-soft">{t('current')}</p> : null}
              <Status tone={waiting > 0 ? 'caution' : 'neutral'}>
                {waiting > 0 ? t('waiting', { count: waiting }) : t('nothing')}
              </Status>
            </div>
            {id === current ? (
              <ButtonLink href={next} className="min-w-0 wrap-anywhere">
                {t('stay', { business: name })}
              </ButtonLink>
            ) : (
              <ContinueForm
                action={chooseBusinessAction}
                hidden={{ page: PATH, business: id, next }}
                isQuiet
                variant="secondary"
                words={{
                  submit: t('choose', { business: name }),
                  submitting: t('choosing'),
                  failed: e('title'),
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
