// Proxy of page requests: a content security policy with a fresh nonce, security headers, a request id, and an early redirect to sign-in. It is never the guard.
import { type NextRequest, NextResponse } from 'next/server';
import { REFUSAL_HEADERS, refusalPage } from './lib/domain/http/refusal-page';
import { LOCALE_COOKIE, PRESENTER_HEADER, pickLocale } from './lib/i18n/locale';
import { getEnv } from './lib/runtime/env';
import { buildCsp, linkSourcesOf, origins, REPORT_PATH, showsLink } from './lib/security/csp';
import { requestIdFrom } from './lib/security/request-id';
import { isFromElsewhere } from './lib/security/same-origin';
import { wantsSignIn } from './lib/security/signed-out';

const SESSION_COOKIES = ['accord.session', '__Host-accord.session'];

export function proxy(request: NextRequest): NextResponse {
  const env = getEnv();
  const { pathname, search } = request.nextUrl;
  const requestId = requestIdFrom(request.headers);
  const isView = request.method === 'GET' || request.method === 'HEAD';
  // A request from another site, or under another host name of this one: Next and the routes would refuse with an empty answer.
  if (!isView && isFromElsewhere(request.headers, env.NEXTAUTH_URL)) {
    return secured(refused(request), requestId);
  }
  const isSignedOut = !SESSION_COOKIES.some((name) => request.cookies.has(name));
  // Page views only: a submitted form gets its answer from the guard of the action.
  if (isSignedOut && isView && wantsSignIn(pathname)) {
    const signIn = new URL(`/sign-in?next=${encodeURIComponent(pathname + search)}`, env.NEXTAUTH_URL);
    return secured(NextResponse.redirect(signIn), requestId);
  }

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = buildCsp({
    nonce,
    path: pathname,
    isDevelopment: process.env.NODE_ENV === 'development',
    imageOrigins: origins([...env.CODAT_ASSET_ORIGINS, env.BRAND_LOGO_URL, env.CODAT_POWERED_BY_URL]),
    formOrigins: env.ACCORD_MODE === 'demo' ? origins([env.OIDC_ISSUER, ...env.CODAT_LINK_ORIGINS]) : [],
    linkSources: linkSourcesOf(env.CODAT_LINK_SDK_URL),
  });
  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-nonce', nonce);
  if (pathname === '/demo' || pathname.startsWith('/demo/')) headers.set(PRESENTER_HEADER, 'yes');
  else headers.delete(PRESENTER_HEADER);
  // Next reads the nonce for its own scripts from this request header.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('reporting-endpoints', `csp="${REPORT_PATH}"`);
  secured(response, requestId);
  // The embedded Link opens the platform in a new tab and must be able to tell when that tab closes.
  if (showsLink(pathname)) response.headers.set('cross-origin-opener-policy', 'same-origin-allow-popups');
  return response;
}

function refused(request: NextRequest): NextResponse {
  const env = getEnv();
  const language = pickLocale(
    request.cookies.get(LOCALE_COOKIE)?.value,
    request.headers.get('accept-language'),
  );
  const site = { brand: env.BRAND_NAME, url: env.NEXTAUTH_URL, phone: env.BRAND_SUPPORT_PHONE };
  return new NextResponse(refusalPage('elsewhere', [language], site), {
    status: 403,
    headers: REFUSAL_HEADERS,
  });
}

function secured(response: NextResponse, requestId: string): NextResponse {
  response.headers.set('x-request-id', requestId);
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set(
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  );
  if (getEnv().NEXTAUTH_URL.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  }
  return response;
}

export const config = {
  matcher: [
    {
      // Pages only: proxying halves the throughput of a route and cuts long bodies. Files with an extension lie at the root.
      source:
        '/((?!api/|access/|v1/|_next/static|_next/image|[^/]+\\.(?:ico|svg|png|txt|xml|webmanifest)$).*)',
      // Only Next's own prefetch is skipped: `purpose: prefetch` also comes from a browser that will show the page.
      missing: [{ type: 'header', key: 'next-router-prefetch' }],
    },
  ],
};
