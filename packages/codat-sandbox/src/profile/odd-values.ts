// Oddness of values: within the table of freedom, seeded, so that one seed gives one answer the same face every time.

import { guidFrom } from '../random/ids';
import { type SeededRandom, seededRandom } from '../random/seeded-random';
import { type Freedom, SHAPES, type Shape, type ShapeName } from './odd-shapes';

type Json = Record<string, unknown>;

const LEFT_OUT = 0.15;
const NULL = 0.1;
const STRANGE = 0.25;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function shuffled<T>(random: SeededRandom, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const ODDITIES: [unknown, ...unknown[]] = [
  null,
  42,
  -1.5,
  true,
  '',
  ' ',
  'text',
  {},
  { a: null },
  [],
  [null, 1],
];

/** Includes keys that clients like to guess, with arbitrary values. */
const KEYS: [string, ...string[]] = [
  'region',
  'companyName',
  'organisationName',
  'tenantId',
  'toString',
  'Ünï-côdé',
];

function freeMap(random: SeededRandom): Json {
  const count = random.whole(0, 4);
  return Object.fromEntries(Array.from({ length: count }, () => [random.pick(KEYS), random.pick(ODDITIES)]));
}

function unknownMember(random: SeededRandom): string {
  return random.pick(['NotYetKnown', 'SomethingElse', 'paused', 'ÉTAT']);
}

function fieldOf(random: SeededRandom, freedom: Freedom, value: unknown): unknown {
  if (freedom.optional && random.hits(NULL)) return null;
  if (freedom.number && typeof value === 'string' && random.hits(STRANGE)) return Number(value) || 0;
  if (freedom.grows && typeof value === 'string' && random.hits(STRANGE)) return unknownMember(random);
  const shape = freedom.shape;
  if (shape === undefined) return value;
  if (!Array.isArray(value)) return oddObject(random, shape, value);
  const members = value.map((member) => oddObject(random, shape, member));
  return shuffled(random, [...members, ...newMembers(random, shape)]);
}

/** Entries of kinds that were added after a client was written. */
function newMembers(random: SeededRandom, shape: ShapeName): unknown[] {
  if (!random.hits(STRANGE)) return [];
  switch (shape) {
    case 'IntegrationDataTypeFeature':
      return [
        {
          datatype: 'carbonFootprints',
          supportedFeatures: [{ featureType: 'Guess', featureState: 'Gamma' }],
        },
      ];
    case 'IntegrationSupportedFeature':
      return [{ featureType: 'Summarise', featureState: 'Preview' }];
    case 'DataConnectionError':
      return [{}];
    default:
      return [];
  }
}

/** Reorders fields, adds unknown ones, and makes some optional ones absent, null or strange. */
export function oddObject(random: SeededRandom, name: ShapeName, value: unknown): unknown {
  if (!isObject(value)) return value;
  const shape: Shape = SHAPES[name];
  const fields = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const freedom = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (freedom === undefined) return [[key, each]];
    return freedom.optional && random.hits(LEFT_OUT) ? [] : [[key, fieldOf(random, freedom, each)]];
  });
  for (const [key, { free }] of Object.entries<Freedom>(shape))
    if (free && random.hits(0.5)) fields.push([key, random.hits(NULL) ? null : freeMap(random)]);
  if (random.hits(0.5)) fields.push(['addedLater', random.pick(ODDITIES)]);
  return Object.fromEntries(shuffled(random, fields));
}

/** Platform with an unknown source type, beside the known ones. */
function newIntegration(seed: string): Json {
  return {
    key: 'zzqx',
    logoUrl: 'https://static.codat.io/public/platforms/zzqx.png',
    name: 'Payroll of tomorrow',
    enabled: true,
    sourceType: 'Payroll',
    integrationId: guidFrom(`${seed} integration`),
    sourceId: guidFrom(`${seed} source`),
  };
}

export function oddPage(seed: string, name: ShapeName, page: unknown, isOrdered: boolean): unknown {
  if (!isObject(page) || !Array.isArray(page.results)) return page;
  const random = seededRandom(seed);
  const results = page.results.map((each) => oddObject(random, name, each));
  if (name === 'Integration' && random.hits(0.5)) results.push(newIntegration(seed));
  const links = isObject(page._links) ? oddLinks(random, page._links) : page._links;
  return { ...page, results: isOrdered ? results : shuffled(random, results), _links: links };
}

/** A page link without a target is absent or null. */
function oddLinks(random: SeededRandom, links: Json): Json {
  const ends = ['next', 'previous'].filter((name) => !(name in links) && random.hits(STRANGE));
  return { ...links, ...Object.fromEntries(ends.map((name) => [name, null])) };
}

export function oddMap(seed: string, name: ShapeName, map: unknown): unknown {
  if (!isObject(map)) return map;
  const random = seededRandom(seed);
  const entries = Object.entries(map).map(([key, each]): [string, unknown] => [
    key,
    oddObject(random, name, each),
  ]);
  if (random.hits(0.5))
    entries.push([
      'carbonFootprints',
      { dataType: 'carbonFootprints', currentStatus: unknownMember(random) },
    ]);
  return Object.fromEntries(shuffled(random, entries));
}
