// Owns the frame of the customer's pages: who is signed in, and the way out. Each page is its own guard.
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { getViewer } from '@/lib/auth/viewer';
import { Shell } from '../shell';
import { signOutAction } from './actions';

export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const [viewer, t] = [await getViewer(), await getTranslations('shell')];
  if (viewer === null) return <Shell>{children}</Shell>;
  const { name } = viewer.kind === 'customer' ? viewer.customer : viewer.person;
  const signOut = (
    <form action={signOutAction} className="grid">
      <SubmitButton variant="menu" pendingLabel={t('signingOut')}>
        {t('signOut')}
      </SubmitButton>
    </form>
  );
  const businessName = viewer.kind === 'customer' ? viewer.customer.companyName : undefined;
  return <Shell account={{ businessName, personName: name, signOut }}>{children}</Shell>;
}
