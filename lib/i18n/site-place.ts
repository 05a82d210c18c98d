// Reader of the site's country and zone from the environment, used for every date.
import type { SitePlace } from '../domain/text/site-time';
import { type Env, getEnv } from '../runtime/env';

export const sitePlaceOf = (env: Env): SitePlace => ({
  country: env.BRAND_COUNTRY,
  timeZone: env.SITE_TIME_ZONE,
});

export const sitePlace = (): SitePlace => sitePlaceOf(getEnv());
