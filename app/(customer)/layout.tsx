// Layout of customer pages: the person, their business, the menu and signing out. Each page is its own guard.

import type { ReactNode } from 'react';
import { PageOf } from '@/components/bound-form';
import { StayWith } from '@/components/stay-with';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { actingCookieFor } from '@/lib/auth/acting';
import { ownerOf } from '@/lib/auth/made-for';
import { isRecordInDoubt } from '@/lib/auth/record-in-doubt';
import { getViewer } from '@/lib/auth/viewer';
import { getTranslations } from '@/lib/i18n/translations';
import { Shell } from '../shell';
import { signOutAction } from './actions';

export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const [viewer, t] = [await getViewer(), await getTranslations('shell')];
  if (viewer === null) return <Shell>{children}</Shell>;
  const customer = viewer.kind === 'customer' ? viewer.customer : null;
  const { name, businesses } = viewer.kind === 'customer' ? viewer.customer : viewer.person;
  const signOut = (
    <form action={signOutAction} className="grid">
      <SubmitButton variant="menu" pendingLabel={t('signingOut')}>
        {t('signOut')}
      </SubmitButton>
    </form>
  );
  const account = {
    businessName: customer?.companyName,
    personName: name,
    canSwitch: viewer.kind !== 'staff' && businesses > (customer === null ? 0 : 1),
    signOut,
  };
  const owner = customer === null ? null : ownerOf(customer, t('actingFor'));
  return (
    <Shell account={account}>
      {customer !== null && businesses > 1 ? <StayWith cookie={actingCookieFor(customer.companyId)} /> : null}
      {customer !== null && (await isRecordInDoubt(customer.companyId)) ? (
        <div className="mb-6">
          <Notice tone="caution" title={t('inDoubt.title')}>
            {t('inDoubt.text')}
          </Notice>
        </div>
      ) : null}
      <PageOf owner={owner}>{children}</PageOf>
    </Shell>
  );
}
