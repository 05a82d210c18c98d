// Page that confirms several banks at once: those that a tick confirms, and those that need a sign-in at the bank.
import type { Metadata } from 'next';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import type { Ctx } from '@/lib/context';
import { countJustConfirmed, listReconfirmations } from '@/lib/expiry/reconfirm-connections';
import { getTranslations } from '@/lib/i18n/translations';
import { Streamed, WHOLE } from '../streamed';
import { AtBank, Here } from './banks';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('reconfirm') };
}

const PATH = '/reconfirm';

export default async function ReconfirmPage({ searchParams }: PageProps<'/reconfirm'>) {
  const ctx = await getCtx(await requireCustomer(PATH), PATH);
  const query = await searchParams;
  const t = await getTranslations('reconfirm');
  // The address only asks for the notice; the number comes from the record.
  const confirmed = 'confirmed' in query ? await countJustConfirmed(ctx) : 0;
  return (
    <div className="ask">
      <PageHeading back={{ href: '/home', label: t('back') }} title={t('title')} lead={t('lead')} />
      {confirmed === 0 ? null : (
        <Notice tone="positive" title={t('doneTitle', { count: confirmed })}>
          {t('doneText')}
        </Notice>
      )}
      <Streamed path={confirmed === 0 ? PATH : `${PATH}?confirmed=1`} whole={WHOLE in query} lines={6}>
        <Banks ctx={ctx} isDone={confirmed > 0} />
      </Streamed>
    </div>
  );
}

async function Banks({ ctx, isDone }: { ctx: Ctx; isDone: boolean }) {
  const { here, atBank } = await listReconfirmations(ctx);
  const t = await getTranslations('reconfirm');
  if (here.length + atBank.length > 0) {
    return (
      <>
        <Here ctx={ctx} banks={here} />
        <AtBank ctx={ctx} banks={atBank} />
      </>
    );
  }
  return (
    <EmptyState
      title={t('noneTitle')}
      text={t('noneText')}
      action={isDone ? { href: '/home', label: t('back') } : { href: '/connections', label: t('noneAction') }}
    />
  );
}
