// Page shown when a form was made for another business or person: it says what happened and offers two ways on. It sends nothing.
import type { Metadata } from 'next';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { PageHeading } from '@/components/ui/page-heading';
import { findShownFor, isFormForOwn, readSealedForm } from '@/lib/auth/made-for';
import { requireViewer, type Viewer } from '@/lib/auth/viewer';
import { placeToGoOn, type SealedForm, sameForOther } from '@/lib/domain/crypto/sealed-form';
import { getTranslations } from '@/lib/i18n/translations';
import { DEFAULT_NEXT, safeNextPath } from '@/lib/security/next-path';
import { openAgainAction } from '../businesses/actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('acting') };
}

export default async function ActingPage({ searchParams }: PageProps<'/acting'>) {
  const sealed = (await searchParams).form;
  const viewer = await requireViewer(typeof sealed === 'string' ? `/acting?form=${sealed}` : '/acting');
  const form = readSealedForm(sealed);
  const shown = await findShownFor(form);
  const [t, now] = [await getTranslations('acting'), nowOf(viewer)];
  const isSamePerson = form?.made?.userId === now.userId;
  const page = form?.page ?? DEFAULT_NEXT;
  const canOpen = form !== null && (await isFormForOwn(form, now.userId));
  return (
    <div className="ask">
      <PageHeading
        title={shown === null ? t('titleUnknown') : isSamePerson ? t('title', { shown }) : t('titlePerson')}
        lead={t('nothing')}
      />
      <Facts
        facts={[
          ...(shown === null ? [] : [{ term: t('shown'), value: <Name>{shown}</Name> }]),
          { term: t(now.isBusiness ? 'now' : 'nowPerson'), value: <Name>{now.name}</Name> },
        ]}
      />
      <Kept form={form} />
      <div className="grid justify-items-start gap-4">
        {canOpen && shown !== null ? (
          <ContinueForm
            action={openAgainAction}
            hidden={{ page: '/acting', form: String(sealed) }}
            isQuiet
            words={{
              submit: t('openAgain', { shown }),
              submitting: t('opening'),
              failed: t('titleUnknown'),
            }}
          />
        ) : shown === null ? null : (
          <div className="grid justify-items-start gap-2">
            <p className="max-w-prose">{t(isSamePerson ? 'signInHint' : 'personHint', { shown })}</p>
            <ButtonLink href={signInPlace(form, page, String(sealed))} className="max-w-full wrap-anywhere">
              {t('signIn', { shown })}
            </ButtonLink>
          </div>
        )}
        <ButtonLink
          href={form === null ? DEFAULT_NEXT : placeToGoOn(sameForOther(form.page), form, String(sealed))}
          variant={shown === null ? 'primary' : 'secondary'}
          className="max-w-full wrap-anywhere"
        >
          {t('goOn', { now: now.name })}
        </ButtonLink>
      </div>
    </div>
  );
}

function Name({ children }: { children: string }) {
  return <bdi className="wrap-anywhere font-semibold">{children}</bdi>;
}

/** Says which step has to be repeated, and what was not changed. */
async function Kept({ form }: { form: SealedForm | null }) {
  const t = await getTranslations('acting');
  if (form === null) return null;
  if (form.page.includes('/upload/')) return <p className="max-w-prose">{t('files')}</p>;
  return (
    <p className="max-w-prose">
      {Object.keys(form.typed).length > 0 ? `${t('typed')} ` : null}
      {t('ticked')}
    </p>
  );
}

function nowOf(viewer: Viewer) {
  if (viewer.kind === 'customer') {
    const { userId, companyName } = viewer.customer;
    return { userId, name: companyName, isBusiness: true };
  }
  return { userId: viewer.person.userId, name: viewer.person.name, isBusiness: false };
}

/** Address of sign-in that leads back here, with the typed values where the address has room for them. */
function signInPlace(form: SealedForm | null, page: string, sealed: string): string {
  const whole = form === null ? page : placeToGoOn(page, form, sealed);
  const next = safeNextPath(whole) === whole ? whole : page;
  return `/sign-in?next=${encodeURIComponent(next)}`;
}
