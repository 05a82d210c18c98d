// Root layout: every page of the site stands in the same document.
import type { ReactNode } from 'react';
import { Document, documentMetadata } from './document';
import './globals.css';

export const generateMetadata = documentMetadata;
export { viewport } from './document';

export default function RootLayout({ children }: { children: ReactNode }) {
  return <Document>{children}</Document>;
}
