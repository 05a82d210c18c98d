'use client';
// Stands in for a page that failed, inside the frame that did not.
import { Fault } from '@/components/fault';

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault error={error} retry={retry} />;
}
