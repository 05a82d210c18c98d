// Playwright journeys: static files answer without a session, each with its type, and the manifest is in the bank's name.
import { expect, test } from '../../fixtures';

test('icons, robots and manifest answer without a session', async ({ request }) => {
  const types: Record<string, RegExp> = {
    '/apple-touch-icon.png': /^image\/png/,
    '/icon-192.png': /^image\/png/,
    '/icon-512.png': /^image\/png/,
    '/icon-maskable-512.png': /^image\/png/,
    '/robots.txt': /^text\/plain/,
    '/manifest.webmanifest': /^application\/manifest\+json/,
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(200);
    expect(response.headers()['content-type'], path).toMatch(type);
    expect(response.headers()['x-content-type-options'], path).toBe('nosniff');
  }
});

test('the manifest names icons that are there, and pages name the manifest', async ({ request }) => {
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
    name: string;
    icons: { src: string }[];
  };
  expect(manifest.name).toBe('Meridian Bank');
  expect(manifest.icons).toHaveLength(3);
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200);
  const page = await (await request.get('/')).text();
  expect(page).toMatch(/<link rel="manifest" href="\/manifest\.webmanifest"/);
  expect(page).toMatch(/<link rel="apple-touch-icon" href="\/apple-touch-icon\.png"/);
});
