// Owns the frame of pages for colleagues: no menu and no way to sign in, since they need none.
import type { ReactNode } from 'react';
import { Shell } from '../shell';

export default function ShareLayout({ children }: { children: ReactNode }) {
  return <Shell>{children}</Shell>;
}
