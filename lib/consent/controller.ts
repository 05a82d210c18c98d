// Controller: the organisation named in every notice, as configured.
import type { Controller } from '../domain/notice/notice';
import { getEnv } from '../runtime/env';

export function getController(): Controller {
  const env = getEnv();
  return { name: env.BRAND_NAME, email: env.BRAND_SUPPORT_EMAIL, phone: env.BRAND_SUPPORT_PHONE };
}
