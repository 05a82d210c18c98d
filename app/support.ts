// Contact details of the bank for pages: its name and the ways to reach a person.
import { getEnv } from '@/lib/runtime/env';

export function getSupport(): { brand: string; phone: string; email: string } {
  const env = getEnv();
  // A number that breaks over two lines is hard to read and to dial.
  const phone = env.BRAND_SUPPORT_PHONE.replaceAll(' ', '\u00a0');
  return { brand: env.BRAND_NAME, phone, email: env.BRAND_SUPPORT_EMAIL };
}
