// Configuration schema: what the sign-in service's roles mean here, and how long a sign-in is good for.
import { z } from 'zod';
import { ROLES, type Role } from '../domain/identity/authority';

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
  /** `on`: a link in a letter signs in, to look and to stop. */
  SIGN_IN_LINK: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** So many days after the last sign-in at the service such a link is still made. */
  SIGN_IN_LINK_DAYS: whole('days', 1, 365, 30),
  /** A session that nothing uses for so long is over. */
  SESSION_IDLE_MINUTES: whole('minutes', 5, 720, 60),
  /** So is one that began so long ago, used or not. */
  SESSION_HOURS: whole('hours', 1, 24, 12),
  /** So many days after the last sign-in at the service nobody acts for a business any more. Signing in renews it. */
  MEMBERSHIP_DAYS: z
    .union([z.literal('off').transform(() => null), whole('days', 1, 3650, 365)], {
      error: 'must be off, or a whole number of days from 1 to 3650',
    })
    .default(365),
};

/** Of the raw variables. @returns what contradicts something else */
export function signInProblems(text: (name: string) => string): { name: string; message: string }[] {
  const [idle, hours] = ['SESSION_IDLE_MINUTES', 'SESSION_HOURS'].map((name) => Number(text(name)));
  if (!((idle || 60) > (hours || 12) * 60)) return [];
  return [{ name: 'SESSION_IDLE_MINUTES', message: 'must not be longer than SESSION_HOURS' }];
}
