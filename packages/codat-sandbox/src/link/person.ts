// Person who signed in at a provider, for the openId_ parameters of a redirect. Made up from the company's id.

import { guidFrom, numberFrom } from '../random/ids';
import type { Company } from '../state/entities';

const PEOPLE = [
  { given: 'Amina', family: 'Okafor', gender: 'female' },
  { given: 'Tomás', family: 'Lindqvist', gender: 'male' },
  { given: 'Élodie', family: 'Marchetti', gender: 'female' },
  { given: 'Rhys', family: 'Baptiste', gender: 'male' },
  { given: 'Noor', family: 'Castellan', gender: 'female' },
  { given: 'Ivo', family: 'Tremblay', gender: 'male' },
] as const;

const INTUIT = [
  'given_name',
  'family_name',
  'address',
  'email',
  'email_verified',
  'phone_number',
  'phone_number_verified',
] as const;

const XERO = ['given_name', 'family_name', 'email'] as const;

function claimsOf(company: Company) {
  const seed = `${company.id} person`;
  const person = PEOPLE[numberFrom(seed, PEOPLE.length)] ?? PEOPLE[0];
  const plain = person.given.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const page = `https://people.example/${guidFrom(seed)}`;
  return {
    name: `${person.given} Robin ${person.family}`,
    given_name: person.given,
    middle_name: 'Robin',
    family_name: person.family,
    nickname: person.given,
    preferred_username: `${plain}.${person.family.toLowerCase()}`,
    gender: person.gender,
    birthdate: `19${70 + numberFrom(`${seed} year`, 30)}-04-17`,
    address: '12 Example Street, Bristol, BS1 0AA, United Kingdom',
    email: `${plain}.${person.family.toLowerCase()}@example.com`,
    email_verified: 'true',
    // Range reserved for fiction by Ofcom.
    phone_number: `+447700900${String(numberFrom(`${seed} phone`, 1000)).padStart(3, '0')}`,
    phone_number_verified: 'true',
    locale: 'en-GB',
    profile: page,
    picture: `${page}/picture.png`,
    website: page,
    zoneinfo: 'Europe/London',
    updated_at: String(Math.floor(company.createdAt / 1000)),
  };
}

type Claim = keyof ReturnType<typeof claimsOf>;

function claimsTold(platformKey: string): readonly Claim[] | 'all' {
  switch (platformKey) {
    case 'mqjo':
      return 'all';
    case 'qhyg':
    case 'ndsk':
      return INTUIT;
    case 'gbol':
      return XERO;
    default:
      return [];
  }
}

/** What a platform tells of the person, under the names that a redirect template uses. */
export function personOf(company: Company, platformKey: string): ReadonlyArray<[string, string]> {
  const told = claimsTold(platformKey);
  return Object.entries(claimsOf(company))
    .filter(([claim]) => told === 'all' || told.some((each) => each === claim))
    .map(([claim, value]) => [`openId_${claim}`, value]);
}
