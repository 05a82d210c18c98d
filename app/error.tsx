'use client';
// Stands in for a page that failed.
import { Fault } from '@/components/fault';

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="px-4 py-10">
      <Fault error={error} retry={retry} />
    </div>
  );
}
