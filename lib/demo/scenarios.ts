// Scenario catalogue of the demo as data: persona, initial state, first page. Pure.

import type { SourceType } from '../domain/connection/connection';
import type { Locale } from '../domain/text/language';

export const SCENARIO_IDS = [
  'first-time',
  'second-product',
  'another-platform',
  'more-data',
  'stop-sharing',
  'bank-expired',
] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];

export interface Persona {
  name: string;
  email: string;
  role: 'owner' | 'director';
  businessName: string;
  /** The business's name at the platforms. */
  organisation: string;
  /** The first is used if the presenter's language is not among them. */
  speaks: readonly [Locale, ...Locale[]];
}

export interface PreparedConnection {
  platformKey: string;
  /** The platform has revoked its permission since. */
  isExpired?: true;
}

export interface Scenario {
  id: ScenarioId;
  persona: Persona;
  /** Agreed products, in this order. */
  agreedTo: readonly string[];
  /** Optional sources that were ticked, where the product has them. */
  optional: readonly SourceType[];
  connections: readonly PreparedConnection[];
  /** A page that always shows the present state, so that a scenario can continue from it. */
  startPath: string;
}

const XERO: PreparedConnection = { platformKey: 'gbol' };
const NATWEST: PreparedConnection = { platformKey: 'natwest_uk' };
const PLAID: PreparedConnection = { platformKey: 'suuo' };

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'first-time',
    persona: {
      name: 'Maya Okafor',
      email: 'maya@kestrelcoffee.example',
      role: 'owner',
      businessName: 'Kestrel Coffee',
      organisation: 'Kestrel Coffee Ltd',
      speaks: ['en', 'fr'],
    },
    agreedTo: [],
    optional: [],
    connections: [],
    startPath: '/products/business-insights',
  },
  {
    id: 'second-product',
    persona: {
      name: 'Luc Tremblay',
      email: 'luc@boulangerietremblay.example',
      role: 'owner',
      businessName: 'Boulangerie Tremblay',
      organisation: 'Boulangerie Tremblay SARL',
      speaks: ['fr'],
    },
    agreedTo: ['business-insights'],
    optional: ['Banking'],
    connections: [XERO, PLAID],
    startPath: '/home',
  },
  {
    id: 'another-platform',
    persona: {
      name: 'Priya Shah',
      email: 'priya@harbourbikes.example',
      role: 'director',
      businessName: 'Harbour Bikes',
      organisation: 'Harbour Bikes Ltd',
      speaks: ['en', 'fr'],
    },
    agreedTo: ['business-insights'],
    optional: [],
    connections: [XERO],
    startPath: '/products/business-insights/done',
  },
  {
    id: 'more-data',
    persona: {
      name: 'Owen Price',
      email: 'owen@fernhilljoinery.example',
      role: 'owner',
      businessName: 'Fernhill Joinery',
      organisation: 'Fernhill Joinery Ltd',
      speaks: ['en', 'fr'],
    },
    agreedTo: ['business-insights'],
    optional: ['Banking'],
    connections: [XERO, NATWEST],
    startPath: '/products/cash-flow/consent',
  },
  {
    id: 'stop-sharing',
    persona: {
      name: 'Grace Mensah',
      email: 'grace@mensahceramics.example',
      role: 'owner',
      businessName: 'Mensah Ceramics',
      organisation: 'Mensah Ceramics Ltd',
      speaks: ['en', 'fr'],
    },
    // Both use the bank and only one uses Xero: stopping that one disconnects Xero and leaves the bank.
    agreedTo: ['cash-flow', 'lending'],
    optional: [],
    connections: [XERO, NATWEST],
    startPath: '/consents',
  },
  {
    id: 'bank-expired',
    persona: {
      name: 'Élodie Martin',
      email: 'elodie@ateliermartin.example',
      role: 'owner',
      businessName: 'Atelier Martin',
      organisation: 'Atelier Martin SARL',
      speaks: ['fr'],
    },
    agreedTo: ['cash-flow'],
    optional: [],
    connections: [{ ...PLAID, isExpired: true }],
    startPath: '/home',
  },
];

export function getScenario(id: ScenarioId): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}.`);
  return found;
}

/** The language of the persona's pages and agreements. */
export function languageFor({ speaks }: Persona, wanted: Locale): Locale {
  return speaks.includes(wanted) ? wanted : speaks[0];
}
