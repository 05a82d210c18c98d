// Not-found document for an address that matches no route, in the frame of public pages.
import type { Metadata } from 'next';
import { getTranslations } from '@/lib/i18n/translations';
import { Document, documentMetadata } from './document';
import { Missing } from './missing';
import { Shell } from './shell';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  return { ...(await documentMetadata()), title: (await getTranslations('errors.notFound'))('title') };
}
export { viewport } from './document';

export default function GlobalNotFound() {
  return (
    <Document>
      <Shell>
        <Missing />
      </Shell>
    </Document>
  );
}
