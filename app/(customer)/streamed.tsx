// Suspense boundary around a part that waits for Codat; without JavaScript a link loads the whole page in one piece.
import { type ReactNode, Suspense } from 'react';
import { Skeleton } from '@/components/ui/skeleton';

interface Props {
  /** Address of this page, with its query. */
  path: string;
  /** The page was requested in one piece. */
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
          {/* A script puts the streamed part into its place. */}
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
