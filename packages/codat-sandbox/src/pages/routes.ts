// Static files of the pages: the stylesheet and the logos.
import type { Hono } from 'hono';
import { findIntegration } from '../catalogue/catalogue';
import type { Env } from '../http/http';
import { STYLE_PATH } from './layout';
import { drawLogo, type LogoVariant } from './logos';
import { STYLE } from './style';

const FILE = /^([a-z0-9_]+?)(-full|-button|-button-hover)?\.svg$/;
const CACHE = 'public, max-age=86400';

function variantOf(suffix: string | undefined): LogoVariant {
  if (suffix === '-full') return 'full';
  if (suffix === '-button') return 'button';
  return suffix === '-button-hover' ? 'button-hover' : 'square';
}

export function mountAssets(app: Hono<Env>): void {
  app.get(STYLE_PATH, (c) =>
    c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': CACHE }),
  );
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/logos/:file', (c) => {
    const [, key = '', suffix] = FILE.exec(c.req.param('file')) ?? [];
    const integration = findIntegration(key);
    if (!integration) return c.notFound();
    return c.body(drawLogo(integration, variantOf(suffix)), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': CACHE,
      // The application, on another port, may show these images.
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
  });
}
