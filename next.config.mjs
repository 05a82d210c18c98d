import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Packages that must stay plain Node modules: the driver (it is patched in node_modules), the logger and Codat's CommonJS SDK.
  serverExternalPackages: ['postgres', 'pino', '@codat/platform'],
};

export default withNextIntl(config);
