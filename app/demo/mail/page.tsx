// Page of the demo's inbox: every letter that was sent, its recipient, and one of them open.
import type { Metadata } from 'next';
import { MailList } from '@/components/demo/mail-list';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { DemoInbox, MailSummary } from '@/lib/demo/inbox';
import { Upstream } from '@/lib/errors';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { requireDemo } from '../guard';
import { emptyInboxAction } from './actions';
import { requireInbox } from './guard';
import { OpenMail } from './open-mail';

export async function generateMetadata(): Promise<Metadata> {
  await requireDemo();
  return { title: (await getTranslations('demo.mail'))('title') };
}

export default async function DemoMailPage({ searchParams }: PageProps<'/demo/mail'>) {
  const inbox = await requireInbox();
  const [t, format] = [await getTranslations('demo.mail'), await getReaderFormat()];
  const { open } = await searchParams;
  const mails = await listOrNull(inbox);
  const shown = mails?.find(({ id }) => id === open);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <p>
          <a href="/demo" className="link inline-flex min-h-target items-center">
            {t('back')}
          </a>
        </p>
        <h1 className="font-semibold text-28 min-[100rem]:text-36">{t('heading')}</h1>
        <p className="max-w-160 text-18 text-ink-soft">{t('lead')}</p>
      </div>
      {mails === null ? <Notice tone="critical" title={t('silent')} /> : null}
      {mails?.length === 0 ? <EmptyState title={t('noneTitle')} text={t('noneText')} /> : null}
      {mails !== null && mails.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
          <div className={`grid gap-4 ${shown === undefined ? '' : 'max-lg:order-last'}`}>
            <MailList
              label={t('list')}
              mails={mails.map(({ id, subject, to, writtenAt }) => ({
                id,
                subject,
                to: to.join(', '),
                when: format.moment(new Date(writtenAt)),
                isOpen: id === shown?.id,
              }))}
            />
            <form action={emptyInboxAction}>
              <SubmitButton variant="secondary" pendingLabel={t('clearing')}>
                {t('clear')}
              </SubmitButton>
            </form>
          </div>
          {shown === undefined ? (
            <p className="text-ink-soft max-lg:hidden">{t('choose')}</p>
          ) : (
            <OpenMail inbox={inbox} id={shown.id} />
          )}
        </div>
      ) : null}
    </div>
  );
}

/** Returns null when the demo's mail server does not answer. */
async function listOrNull(inbox: DemoInbox): Promise<MailSummary[] | null> {
  return inbox.list().catch((error: unknown) => {
    if (error instanceof Upstream) return null;
    throw error;
  });
}
