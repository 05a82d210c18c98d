// CSRF guard of routes: a form must come from a page of this site. Pure. Server actions have Next's own check.

/**
 * Browsers state the origin of a request in headers that no page can set.
 * @param siteUrl the public address of this site
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  // Older browsers send Origin with every POST; a request without either header comes from no supported browser.
  return headers.get('origin') === new URL(siteUrl).origin;
}

/** Whether the browser says that the form comes from a page of another origin, even another name of this site. */
export function isFromElsewhere(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== new URL(siteUrl).origin) return true;
  const site = headers.get('sec-fetch-site');
  // `none`: started by the person, such as resubmitting a form on reload.
  return site !== null && site !== 'same-origin' && site !== 'none';
}
