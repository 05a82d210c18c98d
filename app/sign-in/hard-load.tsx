'use client';
// Client leaf: reloads the page after a client-side navigation, since the policy that lets the form post to the issuer comes with a document.
import { useEffect } from 'react';

export function HardLoad({ path }: { path: string }) {
  useEffect(() => {
    const [entry] = performance.getEntriesByType('navigation');
    if (entry !== undefined && new URL(entry.name).pathname !== path) window.location.reload();
  }, [path]);
  return null;
}
