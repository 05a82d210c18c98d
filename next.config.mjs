// Configuration of Next: server packages that stay external, limits of bodies, and headers beside those of the proxy.
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` and `npm test` check the types; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Next keeps a body twice while the proxy inspects it: the limit is that of the request gate (lib/domain/http/request-gate.ts).
  // An address that matches no route has a document of its own: Next sends the root's not-found page along with every page.
  experimental: { proxyClientMaxBodySize: '256kb', globalNotFound: true },
  images: { unoptimized: true },
  // Packages that must stay plain Node modules: the driver (patched in node_modules), the logger, Codat's CommonJS SDK,
  // the PDF writer and its font reader, which load parts of themselves by path, and the rate limiter, which names drivers that are optional.
  serverExternalPackages: [
    'postgres',
    'pino',
    '@codat/platform',
    'pdfkit',
    'fontkit',
    'rate-limiter-flexible',
  ],
  async headers() {
    // Pages get their headers from proxy.ts; this is for everything else.
    return [{ source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] }];
  },
};

export default withNextIntl(config);
