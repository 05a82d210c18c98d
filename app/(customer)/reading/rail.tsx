'use client';
// Lets the rail load the page again when reading is through, since what stands around it has changed too.
import { useRouter } from 'next/navigation';
import { type ComponentProps, useCallback } from 'react';
import { LiveRail } from '@/components/live-rail';

export function Rail(props: Omit<ComponentProps<typeof LiveRail>, 'refresh'>) {
  const router = useRouter();
  const refresh = useCallback(() => router.refresh(), [router]);
  return <LiveRail {...props} refresh={refresh} />;
}
