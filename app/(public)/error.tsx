'use client';
// Error boundary of public pages: the frame around the page stays.
import { Fault } from '@/components/fault';

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault error={error} retry={retry} />;
}
