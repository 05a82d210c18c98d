// Shows a part that asks Codat as soon as it is there; without JavaScript the whole page is asked for again, in one piece.
import { type ReactNode, Suspense } from 'react';
import { Skeleton } from '@/components/ui/skeleton';

interface Props {
  /** This page's address, with whatever it was asked for besides. */
  path: string;
  /** The page was asked for in one piece. */
  whole: boolean;
  lines: number;
  children: ReactNode;
}

export const WHOLE = 'whole';

export function Streamed({ path, whole, lines, children }: Props) {
  if (whole) return children;
  return (
    <Suspense
      fallback={
        <>
          <Skeleton lines={lines} />
          {/* What streams in later is put in its place by a script. */}
          <noscript>
            <meta httpEquiv="refresh" content={`0;url=${path}${path.includes('?') ? '&' : '?'}${WHOLE}=1`} />
          </noscript>
        </>
      }
    >
      {children}
    </Suspense>
  );
}
