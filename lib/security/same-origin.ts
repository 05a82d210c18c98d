// Owns whether a form that a route receives comes from a page of ours. Pure. Server actions have Next's own check.

/**
 * Browsers say where a request comes from in headers that no page can set.
 * @param siteUrl the public address of this site
 */
export function isSameOrigin(headers: Headers, siteUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  // Older browsers send the origin with every POST; who sends neither is no browser of ours.
  return headers.get('origin') === new URL(siteUrl).origin;
}
