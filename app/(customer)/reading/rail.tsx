'use client';
// Client leaf: reloads the page when reading is complete, since the parts around the list of data kinds have changed too.
import { useRouter } from 'next/navigation';
import { type ComponentProps, useCallback } from 'react';
import { LiveRail } from '@/components/live-rail';

export function Rail(props: Omit<ComponentProps<typeof LiveRail>, 'refresh'>) {
  const router = useRouter();
  const refresh = useCallback(() => router.refresh(), [router]);
  return <LiveRail {...props} refresh={refresh} />;
}
