// Rate limit answer of file downloads: 429 with a page, since the browser shows the answer.
import { REFUSAL_HEADERS, refusalPage } from '../domain/http/refusal-page';
import { getEnv } from '../runtime/env';
import { getLimiter } from './rate-limit';
import type { Asking } from './rate-limit-keys';
import type { LimitName } from './rate-limits';

/** @returns the answer above the limit; null below it */
export async function tooOften(
  name: LimitName,
  who: Asking & { request: { locale: 'en' | 'fr' } },
): Promise<Response | null> {
  const verdict = await getLimiter().take(name, who);
  if (verdict.ok) return null;
  const { BRAND_NAME: brand, NEXTAUTH_URL: url, BRAND_SUPPORT_PHONE: phone } = getEnv();
  return new Response(refusalPage('too-often', [who.request.locale], { brand, url, phone }), {
    status: 429,
    headers: { ...REFUSAL_HEADERS, 'retry-after': String(verdict.retryAfterSeconds) },
  });
}
