import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import type { ActingCtx, Ctx } from '../context';
import { verifyChain } from '../domain/ledger/ledger';
import { DAY_MS } from '../domain/text/duration';
import { Precondition } from '../errors';
import { readLedger } from '../ledger/read-ledger';
import { deferConsent, refuseConsent } from './decline-consent';
import { getConsentView } from './get-consent-view';
import { grantConsent } from './grant-consent';
import { pauseConsent, resumeConsent } from './pause-consent';
import { renewConsent } from './renew-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
const START = Date.parse('2027-01-10T09:00:00.000Z');
const PRODUCT = 'cash-flow';
/** Nothing here asks Codat. */
const NOWHERE = makeCodat({ url: 'http://127.0.0.1:9', config: { apiKey: 'none' } });
const on = <C extends Pick<Ctx, 'now'>>(ctx: C, day: number): C => ({
  ...ctx,
  now: new Date(START + day * DAY_MS),
});
const asStaff = (ctx: Ctx): ActingCtx => ({
  ...ctx,
  actor: {
    kind: 'staff',
    userId: ctx.actor.userId,
    name: 'Ines Moreau',
    identified: null,
    asked: { by: { name: 'Maya', userId: null }, channel: 'phone', reason: 'Asked', note: null },
  },
});

/** What was done elsewhere while the page stood open, on day 75, and as what the agreement stands then. */
const MEANWHILE = {
  stopped: (ctx: Ctx) => withdrawConsent(ctx, { productId: PRODUCT, deletion: 'keep' }),
  'stopped by staff': (ctx: Ctx) => withdrawConsent(asStaff(ctx), { productId: PRODUCT, deletion: 'keep' }),
  paused: (ctx: Ctx) => pauseConsent(ctx, PRODUCT),
  'paused by staff': (ctx: Ctx) => pauseConsent(asStaff(ctx), PRODUCT),
  'paused and resumed': async (ctx: Ctx) => {
    await pauseConsent(ctx, PRODUCT);
    return resumeConsent(ctx, PRODUCT);
  },
  renewed: async (ctx: Ctx) => renewConsent(ctx, { productId: PRODUCT, shownEnd: await endOf(ctx) }),
  'stopped and agreed anew': async (ctx: Ctx) => {
    await withdrawConsent(ctx, { productId: PRODUCT, deletion: 'keep' });
    return grantConsent(ctx, await grantInput(ctx.db, PRODUCT));
  },
};
type Meanwhile = keyof typeof MEANWHILE;

const shown = async (ctx: Ctx) => {
  const { productId, language, noticeHash } = await grantInput(ctx.db, PRODUCT);
  return { productId, language, noticeHash, controller: CONTROLLER };
};
const endOf = async (ctx: Ctx) => (await getConsentView(ctx, PRODUCT)).consent.expiresAt ?? ctx.now;

/** The forms of the old page, sent on day 76; `end` is the one that it showed. */
const PRESSES = {
  stop: (ctx: Ctx) => withdrawConsent(ctx, { productId: PRODUCT, deletion: 'delete' }),
  pause: (ctx: Ctx) => pauseConsent(ctx, PRODUCT),
  resume: (ctx: Ctx) => resumeConsent(ctx, PRODUCT),
  renew: (ctx: Ctx, end: Date) => renewConsent(ctx, { productId: PRODUCT, shownEnd: end }),
  agree: async (ctx: Ctx) => grantConsent(ctx, await grantInput(ctx.db, PRODUCT)),
  'not now': async (ctx: Ctx) => deferConsent(ctx, await shown(ctx)),
  no: async (ctx: Ctx) => refuseConsent(ctx, await shown(ctx)),
};
type Press = keyof typeof PRESSES;

/** The event that a press writes; null where it changes nothing. */
const WRITES: Record<Meanwhile, Record<Press, string | null>> = {
  stopped: {
    stop: null,
    pause: null,
    resume: null,
    renew: null,
    agree: 'given',
    'not now': 'deferred',
    no: 'refused',
  },
  'stopped by staff': {
    stop: null,
    pause: null,
    resume: null,
    renew: null,
    agree: 'given',
    'not now': 'deferred',
    no: 'refused',
  },
  paused: {
    stop: 'withdrawn',
    pause: null,
    resume: 'resumed',
    renew: null,
    agree: null,
    'not now': null,
    no: null,
  },
  'paused by staff': {
    stop: 'withdrawn',
    pause: null,
    resume: 'resumed',
    renew: null,
    agree: null,
    'not now': null,
    no: null,
  },
  'paused and resumed': {
    stop: 'withdrawn',
    pause: 'paused',
    resume: null,
    renew: 'renewed',
    agree: null,
    'not now': null,
    no: null,
  },
  renewed: {
    stop: 'withdrawn',
    pause: 'paused',
    resume: null,
    renew: null,
    agree: null,
    'not now': null,
    no: null,
  },
  'stopped and agreed anew': {
    stop: 'withdrawn',
    pause: 'paused',
    resume: null,
    renew: null,
    agree: null,
    'not now': null,
    no: null,
  },
};

const CASES = (Object.keys(MEANWHILE) as Meanwhile[]).flatMap((meanwhile) =>
  (Object.keys(PRESSES) as Press[]).map((press) => [press, meanwhile] as const),
);

test.each(CASES)('%s, pressed twice in a page from before it was %s', async (press, meanwhile) => {
  const ctx = on(await makeCustomer(makeTools(database.db, NOWHERE)), 0);
  await grantConsent(ctx, await grantInput(ctx.db, PRODUCT));
  const end = await endOf(ctx);
  await MEANWHILE[meanwhile](on(ctx, 75));
  const before = await listEvents(ctx.db, ctx.companyId);
  for (const day of [76, 76.1]) {
    await PRESSES[press](on(ctx, day), end).catch((error: unknown) => {
      // Told by the page of the agreement, which the action leads to.
      if (!(error instanceof Precondition) || !['consent-missing', 'not-renewable'].includes(error.code))
        throw error;
    });
  }
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId)).ok).toBe(true);
  const written = events.slice(before.length).map(({ body }) => body.event_type);
  const wanted = WRITES[meanwhile][press];
  expect(written).toEqual(wanted === null ? [] : [wanted]);
  // The page tells what holds, since when, and by whom.
  const view = await getConsentView(on(ctx, 77), PRODUCT);
  const isNew = wanted !== null;
  expect(view.latest?.event_time).toBe(isNew ? on(ctx, 76).now.toISOString() : on(ctx, 75).now.toISOString());
  const isOver = wanted === null || wanted === 'deferred' || wanted === 'refused';
  expect(view.isOnRequest).toBe(isOver && meanwhile.endsWith('by staff'));
});
