// Oddness of values: within the table of freedom, seeded, so that one seed gives one answer the same face every time.
import { type Chance, chanceOf } from '../random/chance';
import { guidFrom } from '../random/ids';
import { type Freedom, SHAPES, type Shape, type ShapeName } from './odd-shapes';

type Json = Record<string, unknown>;

const LEFT_OUT = 0.15;
const NULL = 0.1;
const STRANGE = 0.25;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: chance.next() }))
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

/** Keys that clients like to guess are among them, with anything as their value. */
const KEYS: [string, ...string[]] = [
  'region',
  'companyName',
  'organisationName',
  'tenantId',
  'toString',
  'Ünï-côdé',
];

function freeMap(chance: Chance): Json {
  const count = chance.whole(0, 4);
  return Object.fromEntries(Array.from({ length: count }, () => [chance.pick(KEYS), chance.pick(ODDITIES)]));
}

function unknownMember(chance: Chance): string {
  return chance.pick(['NotYetKnown', 'SomethingElse', 'paused', 'ÉTAT']);
}

function fieldOf(chance: Chance, freedom: Freedom, value: unknown): unknown {
  if (freedom.optional && chance.hits(NULL)) return null;
  if (freedom.number && typeof value === 'string' && chance.hits(STRANGE)) return Number(value) || 0;
  if (freedom.grows && typeof value === 'string' && chance.hits(STRANGE)) return unknownMember(chance);
  const shape = freedom.shape;
  if (shape === undefined) return value;
  if (!Array.isArray(value)) return oddObject(chance, shape, value);
  const members = value.map((member) => oddObject(chance, shape, member));
  return shuffled(chance, [...members, ...newMembers(chance, shape)]);
}

/** Entries of kinds that came after a client was written. */
function newMembers(chance: Chance, shape: ShapeName): unknown[] {
  if (!chance.hits(STRANGE)) return [];
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

/** In another order, with fields nobody heard of, some optional ones absent, null or strange. */
export function oddObject(chance: Chance, name: ShapeName, value: unknown): unknown {
  if (!isObject(value)) return value;
  const shape: Shape = SHAPES[name];
  const fields = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const freedom = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (freedom === undefined) return [[key, each]];
    return freedom.optional && chance.hits(LEFT_OUT) ? [] : [[key, fieldOf(chance, freedom, each)]];
  });
  for (const [key, { free }] of Object.entries<Freedom>(shape))
    if (free && chance.hits(0.5)) fields.push([key, chance.hits(NULL) ? null : freeMap(chance)]);
  if (chance.hits(0.5)) fields.push(['addedLater', chance.pick(ODDITIES)]);
  return Object.fromEntries(shuffled(chance, fields));
}

/** A platform of a kind that no client knows, beside those it does. */
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
  const chance = chanceOf(seed);
  const results = page.results.map((each) => oddObject(chance, name, each));
  if (name === 'Integration' && chance.hits(0.5)) results.push(newIntegration(seed));
  const links = isObject(page._links) ? oddLinks(chance, page._links) : page._links;
  return { ...page, results: isOrdered ? results : shuffled(chance, results), _links: links };
}

/** A link that leads nowhere is absent or null. */
function oddLinks(chance: Chance, links: Json): Json {
  const ends = ['next', 'previous'].filter((name) => !(name in links) && chance.hits(STRANGE));
  return { ...links, ...Object.fromEntries(ends.map((name) => [name, null])) };
}

export function oddMap(seed: string, name: ShapeName, map: unknown): unknown {
  if (!isObject(map)) return map;
  const chance = chanceOf(seed);
  const entries = Object.entries(map).map(([key, each]): [string, unknown] => [
    key,
    oddObject(chance, name, each),
  ]);
  if (chance.hits(0.5))
    entries.push([
      'carbonFootprints',
      { dataType: 'carbonFootprints', currentStatus: unknownMember(chance) },
    ]);
  return Object.fromEntries(shuffled(chance, entries));
}
