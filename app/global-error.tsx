'use client';
// Global error boundary: the whole document when the root layout fails; colours are the defaults of the style sheet.
import { Fault } from '@/components/fault';
import './globals.css';

const language = () =>
  typeof navigator !== 'undefined' && navigator.language.startsWith('fr') ? 'fr' : 'en';

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang={language()}>
      <body>
        <main className="px-4 py-10">
          <Fault error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
