// Adapter between plain HTTP requests and the OIDC library below its path.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IssuerSource } from './issuer';
import { OIDC_PATH, REMEMBERED_COOKIE } from './names';

/** The sign-in page is served with the other pages; the library serves the rest below the path. */
export function isIssuerPath(url: string): boolean {
  return url.startsWith(`${OIDC_PATH}/`) && !url.startsWith(`${OIDC_PATH}/interaction/`);
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

export function issuerListener(issuer: IssuerSource): Handler {
  let handler: Promise<Handler> | undefined;
  return async (request, response) => {
    handler ??= issuer().then(({ provider }) => provider.callback());
    const handle = await handler;
    // No sign-in remembers the last one. Otherwise a change of person would end in the library's
    // logout form, and a second tab in an error. Signing out is what the cookie is for.
    const originalUrl = request.url ?? '/';
    if (!originalUrl.startsWith(`${OIDC_PATH}/session/`)) {
      const cookies = (request.headers.cookie ?? '').split(/;\s*/);
      request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(REMEMBERED_COOKIE)).join('; ');
    }
    // The library builds its addresses from the original one, as it would below Express.
    Object.assign(request, { originalUrl });
    request.url = originalUrl.slice(OIDC_PATH.length);
    await handle(request, response);
  };
}
