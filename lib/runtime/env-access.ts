// Configuration schema: how long access at a platform lasts, where the installation knows better than our own table.
import { z } from 'zod';
import { ACCESS_RULES, type AccessRule, ruleFor } from '../domain/connection/access-days';

/** Configured pairs come first: `suuo=90`, `*_fr=180`, `natwest_uk=none`. How such access goes on stays as it is known. */
const accessRules = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => /^\*?[\w-]{1,64}=([1-9]\d{0,3}|none)$/.test(pair)),
    'must be pairs such as natwest_uk=90,suuo=none: a key of Codat’s integrations, then days or none',
  )
  .transform((pairs): readonly AccessRule[] => [
    ...pairs.map((pair) => {
      const [key = '', days = ''] = pair.split('=');
      const goesOn = ruleFor(ACCESS_RULES, key)?.goesOn ?? 'here';
      return { key, days: days === 'none' ? null : Number(days), goesOn };
    }),
    ...ACCESS_RULES,
  ]);

export const accessFields = { ACCESS_DAYS: accessRules };
