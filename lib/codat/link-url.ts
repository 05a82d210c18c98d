// Validation of a link URL: only Codat's own origins, checked before a customer is redirected.

export type LinkUrlCheck = { ok: true; url: string } | { ok: false };

/**
 * Adds Accord's state value to a link URL, and refuses a URL with an unexpected origin.
 * @param origins allowed origins, such as `https://link-api.codat.io`
 * @param state unguessable value that Codat returns as the custom parameter `state`
 */
export function withState(linkUrl: string, origins: readonly string[], state: string): LinkUrlCheck {
  let url: URL;
  try {
    url = new URL(linkUrl);
  } catch {
    return { ok: false };
  }
  if (url.username !== '' || url.password !== '' || !origins.includes(url.origin)) return { ok: false };
  url.searchParams.set('state', state);
  return { ok: true, url: url.href };
}
