'use client';
// Owns loading this page anew when the router brought it here: the policy that lets the form lead to the issuer comes with a document.
import { useEffect } from 'react';

export function HardLoad({ path }: { path: string }) {
  useEffect(() => {
    const [entry] = performance.getEntriesByType('navigation');
    if (entry !== undefined && new URL(entry.name).pathname !== path) window.location.reload();
  }, [path]);
  return null;
}
