// Configuration schema: what the sign-in service's roles mean here, and how long a sign-in is good for.
import { z } from 'zod';
import { ROLES, type Role } from './domain/authority';

const OWN: [string, Role][] = ROLES.map((role) => [role, role]);

/** Configured pairs come first: `managing-partner=owner,bookkeeper=accountant`. What is not named in either only looks. */
const roles = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((pair) => pair.trim() || []))
  .refine(
    (pairs) => pairs.every((pair) => new RegExp(`^[^=]{1,100}=(${ROLES.join('|')})$`).test(pair)),
    `must be pairs such as bookkeeper=accountant: the service’s name of a role, then ${ROLES.join(', ')}`,
  )
  .transform(
    (pairs): ReadonlyMap<string, Role> =>
      new Map([
        ...OWN,
        ...pairs.flatMap((pair): [string, Role][] => {
          const [theirs = '', ours] = pair.split('=');
          const role = ROLES.find((one) => one === ours);
          return role === undefined ? [] : [[theirs.trim().toLowerCase(), role]];
        }),
      ]),
  );

const whole = (what: string, least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `must be a whole number of ${what} from ${least} to ${most}`)
    .default(String(otherwise))
    .transform(Number)
    .refine(
      (value) => value >= least && value <= most,
      `must be a whole number of ${what} from ${least} to ${most}`,
    );

export const signInFields = {
  OIDC_ROLES: roles,
  /** Whether a link in a letter signs in, to look and to stop. */
  SIGN_IN_LINK: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** So many days after the last sign-in at the service such a link is still made. */
  SIGN_IN_LINK_DAYS: whole('days', 1, 365, 30),
};
