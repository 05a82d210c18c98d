'use client';
// Client leaf: reloads the page when reading is complete, since the parts around the list of data kinds have changed too.
import { useRouter } from 'next/navigation';
import { type ComponentProps, useCallback } from 'react';
import { LiveProgress } from '@/components/live-progress';

export function Rail(props: Omit<ComponentProps<typeof LiveProgress>, 'refresh'>) {
  const router = useRouter();
  const refresh = useCallback(() => router.refresh(), [router]);
  return <LiveProgress {...props} refresh={refresh} />;
}
