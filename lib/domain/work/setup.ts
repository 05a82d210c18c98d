// Set-up check: the settings that the journey needs, at Codat and here, and a verdict on each.
import type { SourceType } from '../connection/connection';
import { type ProductDefinition, sourceTypesOf } from '../product/product';
import type { KnownEvent } from './webhook';

/** `to-do`: works without it, or could not be checked. `wrong`: customers would notice. */
export type SetupState = 'ok' | 'to-do' | 'wrong';

export interface SetupLine {
  check: string;
  state: SetupState;
  /** The present setting. Never a key, a secret, or an address that contains one. */
  says: string;
  /** The next thing to do; absent if there is none. */
  next?: string;
}

/** Events to subscribe to. Those of products only if these are kept in step: one page of Codat's alone documents them. */
export function wantedEvents(syncsProducts: boolean): KnownEvent[] {
  const always: KnownEvent[] = [
    'company.deleted',
    'connection.created',
    'connection.connected',
    'connection.failed',
    'connection.disconnected',
    'connection.reconnected',
    'connection.deleted',
    'read.completed',
    'read.completed.initial',
    'client.rateLimit.reached',
    'client.rateLimit.reset',
  ];
  return syncsProducts ? [...always, 'company.product.added', 'company.product.removed'] : always;
}

export interface ConsumerFacts {
  id: string;
  url: string;
  eventTypes: readonly string[];
  isDisabled: boolean;
  companyTags: readonly string[];
}

const sameAddress = (a: string, b: string) =>
  URL.canParse(a) &&
  URL.canParse(b) &&
  new URL(a).href.replace(/\/$/, '') === new URL(b).href.replace(/\/$/, '');

/** True when no consumer is registered for this address. */
export function needsConsumer(consumers: readonly ConsumerFacts[], url: string): boolean {
  return !consumers.some((one) => sameAddress(one.url, url));
}

const AGAIN = 'Codat cannot change a consumer: delete it in the portal, then run npm run codat:setup.';

export function judgeConsumers(
  consumers: readonly ConsumerFacts[],
  url: string,
  events: readonly string[],
): SetupLine {
  const check = 'webhook consumer';
  const ours = consumers.filter((one) => sameAddress(one.url, url));
  const [one] = ours;
  if (one === undefined) {
    return { check, state: 'wrong', says: `none for ${url}`, next: 'Run npm run codat:setup.' };
  }
  if (ours.length > 1) {
    const ids = ours.map(({ id }) => id).join(', ');
    return {
      check,
      state: 'wrong',
      says: `${ours.length} for ${url}: ${ids}`,
      next: 'Keep one in the portal: each signs with a secret of its own.',
    };
  }
  const missing = events.filter((event) => !one.eventTypes.includes(event));
  if (missing.length > 0) {
    return { check, state: 'wrong', says: `${one.id} is not told of ${missing.join(', ')}`, next: AGAIN };
  }
  if (one.isDisabled) {
    return { check, state: 'wrong', says: `${one.id} is switched off`, next: 'Switch it on in the portal.' };
  }
  if (one.companyTags.length > 0) {
    const says = `${one.id} is told of companies with certain tags only`;
    return { check, state: 'wrong', says, next: AGAIN };
  }
  return { check, state: 'ok', says: `${one.id} is told of ${events.length} kinds of events` };
}

export function judgeOrigins(allowed: readonly string[], origin: string): SetupLine {
  const check = 'origins for the embedded window';
  return allowed.includes(origin)
    ? { check, state: 'ok', says: `${origin} is allowed` }
    : { check, state: 'wrong', says: `${origin} is not allowed`, next: 'Run npm run codat:setup.' };
}

/**
 * Codat fills in the names in braces, and leaves unknown ones empty. No ids: they could be forged, and the state value
 * leads to the row here.
 */
export const redirectFor = (origin: string) =>
  `${origin}/connect/return?statusCode={statusCode}&errorMessage={errorMessage}&statusText={statusText}` +
  `&organisation={data.company.companyName}&state={state}`;

export function judgeRedirect(redirect: string, origin: string): SetupLine {
  const check = 'redirect URL';
  const next = `Set it in the portal, Settings > Auth flow > Redirects: ${redirectFor(origin)}`;
  if (redirect === '') return { check, state: 'wrong', says: 'none is set', next };
  const [address, query = ''] = redirect.split('?', 2);
  const filled = query.split('&');
  const isOurs = address === `${origin}/connect/return`;
  const hasBoth = filled.includes('statusCode={statusCode}') && filled.includes('state={state}');
  const hasName = filled.includes('organisation={data.company.companyName}');
  if (isOurs && hasBoth && hasName) return { check, state: 'ok', says: 'customers come back here' };
  // Without it the customer is asked more often.
  if (isOurs && hasBoth)
    return { check, state: 'to-do', says: 'it does not bring back what the organisation is called', next };
  const says = isOurs ? 'it does not bring back what we need' : 'customers are sent somewhere else';
  return { check, state: 'wrong', says, next };
}

/** One line per product. @param enabled number of platforms that are switched on at Codat, by kind */
export function judgePlatforms(
  products: readonly ProductDefinition[],
  enabled: ReadonlyMap<SourceType, number>,
): SetupLine[] {
  return products.map((product) => {
    const check = `platforms for ${product.id}`;
    const count = (type: SourceType) => enabled.get(type) ?? 0;
    const types = sourceTypesOf(product);
    const says = types.map((type) => `${type} ${count(type)}`).join(', ');
    const empty = types.filter((type) => count(type) === 0);
    if (empty.length === 0) return { check, state: 'ok', says };
    const isNeeded = product.sources.some(
      ({ sourceType, required }) => required && empty.includes(sourceType),
    );
    const next = `Switch integrations on in the portal: ${empty.join(', ')}.`;
    return { check, state: isNeeded ? 'wrong' : 'to-do', says, next };
  });
}

/**
 * Codat has no call that lists a client's products: one that some company has certainly exists.
 * @param refused products that Codat refused to switch for good
 */
export function judgeProducts(
  codatIds: readonly string[],
  used: readonly string[],
  refused: number,
): SetupLine {
  const check = 'products at Codat';
  if (refused > 0) {
    const next =
      'Check CODAT_PRODUCT_IDS and that Codat lets you switch products, then npm run jobs -- dead.';
    return { check, state: 'wrong', says: `Codat refused to switch them ${refused} times`, next };
  }
  const unseen = codatIds.filter((id) => !used.includes(id));
  if (unseen.length === 0) return { check, state: 'ok', says: codatIds.join(', ') };
  const next = `See in the portal, Settings > Products, that they are spelled so: ${unseen.join(', ')}.`;
  return { check, state: 'to-do', says: 'no company has all of them yet, and no call lists them', next };
}

export const isWrong = (lines: readonly SetupLine[]) => lines.some(({ state }) => state === 'wrong');
