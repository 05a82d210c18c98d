// Web manifest in the bank's name, for phones that put the site on their home screen.
import type { MetadataRoute } from 'next';
import { BACKGROUNDS } from '@/lib/domain/text/brand';
import { getEnv } from '@/lib/runtime/env';

/** The brand comes from the environment of the running app; a build does not know it. */
export const dynamic = 'force-dynamic';

export default function manifest(): MetadataRoute.Manifest {
  const { BRAND_NAME: name, BRAND_COLOUR: colour } = getEnv();
  return {
    name,
    short_name: name,
    start_url: '/home',
    display: 'minimal-ui',
    background_color: BACKGROUNDS.light.canvas,
    theme_color: colour,
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
