// Selection by rule: entries of a free-form map that name an organisation, its id, or accounts. It has no published keys.
import { cleanName } from '../text/clean-name';
import type { Organisation } from './organisation';

/** Keys known to hold the name, the most certain first. */
const NAMES = [
  'companyname',
  'organisationname',
  'organizationname',
  'tenantname',
  'legalname',
  'businessname',
  'entityname',
  'tradingname',
  'shopname',
  'storename',
  'merchantname',
  'accountname',
  'company',
  'organisation',
  'organization',
  'name',
];
const IDS = ['organisationid', 'organizationid', 'tenantid', 'companyid', 'realmid', 'accountid'];

const OF_ORGANISATION = /compan|organi[sz]ation|tenant|business|entity|subsidiary|merchant|shop|store/;
const NAMES_IT = /name$/;
const ITS_ID = /(?:id|uuid|guid)$/;
/** Keys about a person, a program or a bank, not about an organisation. */
const OF_ANOTHER =
  /user|first|last|contact|owner|person|product|plan|country|currency|domain|file|database|bank|platform|version/;

/** Values that are no organisation's name: addresses, ids, numbers. */
const NO_NAME = /^(?:[a-z][a-z+.-]*:\/\/.*|[\da-f]{8}-[\da-f-]{27}|[\d\s.,:+/-]+|true|false|null)$/i;

/**
 * Known keys come first, then keys about an organisation's name. Case, blanks and underscores in a key do not count,
 * nor does the order of the map.
 * @param facts the keys of nested maps are joined into one
 */
export function organisationIn(
  facts: readonly (readonly [key: string, value: string])[],
): Organisation | null {
  const plain = inOrder(facts);
  const speaksOfIt = (key: string, what: RegExp) =>
    what.test(key) && OF_ORGANISATION.test(key) && !OF_ANOTHER.test(key);
  const pick = (known: readonly string[], what: RegExp, clean: (value: string) => string | null) =>
    [
      ...known.flatMap((name) => plain.filter(([key]) => key === name)),
      ...plain.filter(([key]) => speaksOfIt(key, what)),
    ]
      .map(([, value]) => clean(value))
      .find((value) => value !== null) ?? null;
  const name = pick(NAMES, NAMES_IT, (value) => {
    const cleaned = cleanName(value);
    return cleaned === null || NO_NAME.test(cleaned) ? null : cleaned;
  });
  const id = pick(IDS, ITS_ID, (value) => cleanName(value));
  return name === null ? null : { name, id };
}

const ACCOUNTS = /^(?:(?:bank|linked|selected|shared)?accounts(?:names|numbers)?|accountnumber|iban)$/;
/** Characters. Enough for a name and the end of a number. */
const ACCOUNTS_MAX = 60;

/** The shared accounts as one short line; of a number only its end. Null when the map has none. */
export function accountsIn(facts: readonly (readonly [key: string, value: string])[]): string | null {
  const told = inOrder(facts).find(([key]) => ACCOUNTS.test(key));
  if (told === undefined) return null;
  const ends = told[1].replace(/[A-Z]{0,4}\d[\dA-Z -]*/g, (number) => {
    const digits = number.replace(/\D/g, '');
    return digits.length < 6 ? number : `•••• ${digits.slice(-4)}`;
  });
  return cleanName(ends, ACCOUNTS_MAX);
}

/** Sorted by key alone: case, blanks, underscores and the order of the map do not count. */
function inOrder(facts: readonly (readonly [key: string, value: string])[]) {
  return facts
    .map(([key, value]) => [key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''), value] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
