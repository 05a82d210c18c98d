import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` and `npm test` check the types; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Next keeps a body twice while the proxy looks at it: no more of it than the gate lets through (lib/domain/http/request-gate.ts).
  // An address that leads nowhere has a document of its own: the root's not-found page is sent along with every page.
  experimental: { proxyClientMaxBodySize: '256kb', globalNotFound: true },
  images: { unoptimized: true },
  // Packages that must stay plain Node modules: the driver (it is patched in node_modules), the logger, Codat's CommonJS SDK,
  // the writer of PDF and its reader of typefaces, which load parts of themselves by path, and the counter of rates, which names drivers it may not need.
  serverExternalPackages: [
    'postgres',
    'pino',
    '@codat/platform',
    'pdfkit',
    'fontkit',
    'rate-limiter-flexible',
  ],
  async headers() {
    // Pages get theirs from proxy.ts; this is for everything else.
    return [{ source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] }];
  },
};

export default withNextIntl(config);
