// Reference data: how long access at a platform lasts before the customer has to reconfirm it.
import { DAY_MS } from '../text/duration';

export interface AccessRule {
  /** A key of Codat's integrations; a star at its beginning matches anything. */
  key: string;
  /** Days from the last sign-in or confirmation; null for access without an end by time. */
  days: number | null;
  /** `here`: a confirmation on our page is enough. `at-bank`: only signing in at the bank counts. */
  goesOn: 'here' | 'at-bank';
}

const here = (key: string): AccessRule => ({ key, days: 90, goesOn: 'here' });
const atBank = (key: string): AccessRule => ({ key, days: 180, goesOn: 'at-bank' });
const endless = (key: string): AccessRule => ({ key, days: null, goesOn: 'here' });

/** TrueLayer's keys name a bank and its country. The countries of the European Economic Area, as in those keys. */
const EEA = [
  'at',
  'be',
  'de',
  'dk',
  'ee',
  'es',
  'fi',
  'fr',
  'ie',
  'it',
  'lt',
  'lv',
  'nl',
  'no',
  'pl',
  'pt',
  'se',
];

/**
 * The first match counts; a platform without a match has no such end, and access ends when the platform says so.
 * - United Kingdom: since 30 September 2022 (FCA, PS21/19; SCA-RTS article 10A) a provider reads for 90 days and asks
 *   the customer to reconfirm; the bank itself does not ask for a new sign-in.
 * - European Economic Area: since 25 July 2023 (Regulation (EU) 2022/2360, article 10a) the bank asks for a new sign-in
 *   after 180 days.
 * - Plaid (`suuo`) and Basiq (`dfxm`): their banks give access until the customer or the bank takes it back.
 */
export const ACCESS_RULES: readonly AccessRule[] = [
  here('*_uk'),
  here('upvr'),
  here('demobank_truelayer'),
  ...EEA.map((country) => atBank(`*_${country}`)),
  endless('suuo'),
  endless('dfxm'),
];

export function ruleFor(rules: readonly AccessRule[], platformKey: string): AccessRule | null {
  return rules.find(({ key }) => fits(key, platformKey)) ?? null;
}

const fits = (key: string, platformKey: string) =>
  key.startsWith('*') ? platformKey.endsWith(key.slice(1)) : platformKey === key;

/**
 * The date by which the customer has to reconfirm; null when access has no end by time.
 * @param confirmedAt when they last signed in at the platform, or confirmed here
 */
export function confirmByOf(
  { isUpload, accessDays }: { isUpload?: boolean; accessDays: number | null },
  confirmedAt: Date | null,
): Date | null {
  if (isUpload === true || accessDays === null || confirmedAt === null) return null;
  return new Date(confirmedAt.getTime() + accessDays * DAY_MS);
}
