// Collector of content security policy violations: attached before the first page, it sees every document of a browser context.
import type { BrowserContext } from '@playwright/test';

/** Collects the violations of every document of a context, from its first byte on, and the reports that are sent about them. */
export async function collectViolations(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  await context.exposeFunction('noteViolation', (what: string) => found.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation: (what: string) => void }).noteViolation;
      note(`${location.pathname}: ${event.effectiveDirective} refused ${event.blockedURI || event.sample}`);
    });
  });
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/csp-report') found.push(`reported: ${request.postData()}`);
  });
  return found;
}
