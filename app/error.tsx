'use client';
// Error boundary of pages outside the public and customer layouts.
import { Fault } from '@/components/fault';
import { MAIN_ID } from '@/components/shell/page-frame';

export default function RootPageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id={MAIN_ID} tabIndex={-1} className="px-4 py-10">
      <Fault error={error} retry={retry} />
    </main>
  );
}
