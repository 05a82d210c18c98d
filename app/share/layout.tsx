// Layout of the pages for colleagues with a delegated link: no menu and no sign-in, since they need neither.
import type { ReactNode } from 'react';
import { Shell } from '../shell';

export default function ShareLayout({ children }: { children: ReactNode }) {
  return <Shell>{children}</Shell>;
}
