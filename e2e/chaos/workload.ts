// Workload of one customer in a chaos run: they agree, connect, withdraw, click twice, leave and come back.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceType } from '@/lib/domain/connection/connection';
import type { SandboxControl } from '../sandbox-control';
import { type Act, type Business, type Outcome, PLATFORMS, SOURCES, type Trip } from './acts';
import type { ExpectationLog } from './expectation-log';
import { formOf, onPages } from './pages';
import type { People } from './people';
import type { Rng } from './rng';

export interface Surroundings {
  /** Origin of the pages. */
  origin: string;
  people: People;
  control: SandboxControl;
  expectations: ExpectationLog;
  /** Most milliseconds between two acts. */
  pauseMs: number;
  /** Time at which customers stop. */
  until: number;
}

const UNKNOWN_MS = 500;
/** Share of the acts with a page that are done on the page; the rest call the verb behind it, which is quicker. */
const PAGES = 0.5;
const PRODUCTS = Object.keys(SOURCES);

function nextAct(rng: Rng, agreed: ReadonlySet<string>): Act {
  const productId = rng.oneOf(PRODUCTS);
  if (!agreed.has(productId) && rng.isUnder(0.7)) return { kind: 'agree', productId };
  const held = agreed.size > 0 ? rng.oneOf([...agreed]) : productId;
  const which = Math.floor(rng.next() * 1000);
  const roll = rng.next();
  if (roll < 0.4) {
    const sourceType = rng.oneOf<SourceType>(SOURCES[held] ?? ['Accounting']);
    const platformKey = rng.oneOf(PLATFORMS[sourceType]);
    // A colleague has the password of the accounting platform.
    const kind = sourceType === 'Accounting' && rng.isUnder(0.5) ? 'share' : 'connect';
    return { kind, productId: held, platformKey };
  }
  if (roll < 0.52)
    return { kind: 'withdraw', productId: held, deletion: rng.isUnder(0.3) ? 'delete' : 'keep' };
  if (roll < 0.6) return { kind: 'pause', productId: held };
  if (roll < 0.68) return { kind: 'resume', productId: held };
  if (roll < 0.73) return { kind: 'renew', productId: held };
  if (roll < 0.8) return { kind: 'disconnect', which };
  if (roll < 0.84) return { kind: 'delete', which };
  if (roll < 0.92) return { kind: 'reconnect', which };
  return { kind: 'look' };
}

export async function live(business: Business, rng: Rng, around: Surroundings): Promise<void> {
  const agreed = new Set<string>();

  async function order(act: Act): Promise<Outcome> {
    const requestId = crypto.randomUUID();
    const from = Date.now();
    const form = rng.isUnder(PAGES) ? formOf(act) : null;
    const outcome = await (form === null
      ? around.people.act(business, act, requestId)
      : onPages(around.origin, business.token, requestId, form));
    around.expectations.note({ business, act, requestId, from, to: Date.now(), outcome });
    return outcome;
  }

  /** At the platform: most authorise, some cancel, some close the window; and not all come back here. */
  async function travel(
    { codatCompanyId, codatConnectionId, state }: Trip,
    isTheirs: boolean,
  ): Promise<void> {
    const roll = rng.next();
    // A colleague comes back to their own return page, or not at all.
    const comesBack = rng.isUnder(0.6) && isTheirs;
    const isStillThere = () => false;
    if (roll < 0.75)
      await around.control.authorize(codatCompanyId, codatConnectionId, business.name).catch(isStillThere);
    else if (roll < 0.9) await around.control.cancel(codatCompanyId, codatConnectionId).catch(isStillThere);
    if (comesBack) await order({ kind: 'return', state, statusCode: roll < 0.75 ? '200' : '403' });
    // Long after, the platform revokes its permission on its own.
    if (rng.isUnder(0.15))
      await around.control.deauthorize(codatCompanyId, codatConnectionId).catch(isStillThere);
  }

  while (Date.now() < around.until) {
    await sleep(rng.next() * around.pauseMs);
    const act = nextAct(rng, agreed);
    const clicks = rng.isUnder(0.15) ? 2 : 1;
    const outcomes = await Promise.all(Array.from({ length: clicks }, () => order(act)));
    for (const outcome of outcomes) {
      // People do not try again in the same second.
      if (outcome.kind === 'unknown') await sleep(UNKNOWN_MS);
      if (outcome.kind !== 'told') continue;
      if (act.kind === 'agree') agreed.add(act.productId);
      if (act.kind === 'withdraw') agreed.delete(act.productId);
      if (outcome.trip !== undefined) await travel(outcome.trip, act.kind !== 'share');
    }
  }
}
