// Variables about where the site is at home: its country and the one zone of all dates and clock times.
import { z } from 'zod';
import { isTimeZone, zoneOfCountry } from '../domain/text/site-time';

export const placeFields = {
  /** Decides how dates are written, and the zone where the country has one only. */
  BRAND_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be the two letters of a country (ISO 3166), such as GB')
    .default('GB'),
  SITE_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be the name of a time zone, such as Europe/London or America/Toronto')
    .optional(),
};

type Place = { BRAND_COUNTRY: string; SITE_TIME_ZONE?: string | undefined };

/** @returns null where the country does not decide it */
export const zoneFor = ({ BRAND_COUNTRY: country, SITE_TIME_ZONE: zone }: Place): string | null =>
  zone ?? zoneOfCountry(country);
