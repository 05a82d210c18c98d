// Page of a person's own sessions: where, how and since when they are signed in, and a way to end each.
import type { Metadata } from 'next';
import { ContinueForm } from '@/components/continue-form';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getTools } from '@/lib/auth/context';
import { listOwnSessions, type OwnSession } from '@/lib/auth/list-own-sessions';
import { sessionLimits } from '@/lib/auth/session';
import { personIn, requireViewer } from '@/lib/auth/viewer';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getSupport } from '../../support';
import { endOtherSessionsAction, endSessionAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('sessions') };
}

const PATH = '/sessions';

export default async function SessionsPage({ searchParams }: PageProps<'/sessions'>) {
  const viewer = await requireViewer(PATH);
  const { userId, sessionId } = personIn(viewer);
  const { db } = await getTools(PATH);
  const limits = sessionLimits();
  const sessions = await listOwnSessions({ db, userId }, sessionId, limits);
  const [t, e, s] = [
    await getTranslations('sessions'),
    await getTranslations('errors'),
    await getTranslations('staff'),
  ];
  const { ended } = await searchParams;
  const hasOthers = sessions.some(({ isThis }) => !isThis);
  const hidden = { page: PATH, here: sessionId };
  return (
    <div className="ask">
      <PageHeading
        back={viewer.kind === 'staff' ? { href: '/staff', label: s('businessesLink') } : undefined}
        title={t('title')}
        lead={t('lead')}
      />
      {ended === 'yes' ? (
        <Notice tone="positive" title={t('doneTitle')}>
          {t('doneText')}
        </Notice>
      ) : null}
      {ended === 'none' ? (
        <Notice tone="info" title={t('changedTitle')}>
          {t('changedText')}
        </Notice>
      ) : null}
      <ul className="divide-y divide-line border-line border-y">
        {sessions.map((session) => (
          <li key={session.id} className="grid gap-3 py-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
            <One session={session} />
            {session.isThis ? null : (
              <ContinueForm
                action={endSessionAction}
                hidden={{ ...hidden, session: session.id }}
                isQuiet
                variant="secondary"
                words={{ submit: t('end'), submitting: t('ending'), failed: e('title') }}
              />
            )}
          </li>
        ))}
      </ul>
      {hasOthers ? (
        <ContinueForm
          action={endOtherSessionsAction}
          hidden={hidden}
          isQuiet
          variant="secondary"
          words={{ submit: t('endOthers'), submitting: t('ending'), failed: e('title') }}
        />
      ) : (
        <p className="text-ink-soft">{t('none')}</p>
      )}
      <p className="max-w-prose text-14 text-ink-soft">
        {t('limits', { minutes: limits.idleMs / 60_000, hours: limits.longestMs / 3_600_000 })}
      </p>
    </div>
  );
}

async function One({ session: { isThis, method, since, usedAt } }: { session: OwnSession }) {
  const [t, format] = [await getTranslations('sessions'), await getReaderFormat()];
  return (
    <div className="grid min-w-0 gap-1">
      <h2 className="font-semibold text-18">{t(isThis ? 'this' : 'other')}</h2>
      <p>{t(`method.${method}`, { brand: getSupport().brand })}</p>
      <p className="text-14 text-ink-soft">{t('since', { moment: format.moment(since) })}</p>
      {isThis ? (
        <Status tone="positive">{t('here')}</Status>
      ) : (
        <p className="text-14 text-ink-soft">{t('used', { moment: format.moment(usedAt) })}</p>
      )}
    </div>
  );
}
