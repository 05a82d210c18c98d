// CSRF guard of routes: a form must come from a page of this site. Pure. Server actions have Next's own check.

/**
 * Browsers say where a request comes from in headers that no page can set.
 * @param siteUrl the public address of this site
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  // Older browsers send Origin with every POST; a request without either header comes from no supported browser.
  return headers.get('origin') === new URL(siteUrl).origin;
}

/** Whether a browser says that a form was sent from a page of another address, be it another name of this very site. */
export function isFromElsewhere(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== new URL(siteUrl).origin) return true;
  const site = headers.get('sec-fetch-site');
  // `none`: the person's own doing, such as sending again what a reloaded page was the answer to.
  return site !== null && site !== 'same-origin' && site !== 'none';
}
