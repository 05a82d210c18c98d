'use client';
// Client leaf for tab affinity: before a tab sends anything, it sets the cookie that selects the tab's own business.
import { useEffect } from 'react';

/** Events before a form is sent, a link is followed or a stream opened; the listener is the first to get them. */
const BEFORE = ['pointerdown', 'keydown', 'submit', 'visibilitychange'] as const;

/** @param cookie as `document.cookie` takes it: it only selects among the person's own businesses */
export function StayWith({ cookie }: { cookie: string }) {
  useEffect(() => {
    const claim = () => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and the request leaves at once.
      if (document.visibilityState === 'visible') document.cookie = cookie;
    };
    const over = new AbortController();
    const options = { capture: true, passive: true, signal: over.signal };
    for (const event of BEFORE) document.addEventListener(event, claim, options);
    for (const event of ['focus', 'pageshow']) window.addEventListener(event, claim, options);
    claim();
    return () => over.abort();
  }, [cookie]);
  return null;
}
