// Tests of the state machine of Link.
import { describe, expect, it } from 'vitest';
import type { EmbedConnection, EmbedSession } from '../shapes';
import { afterVisit, baselineOf, isUnfinished, type Screen, START, type State, take } from './flow';
import { settingsOf } from './settings';
import { firstOf, platformsFor, standingOf, stillNeeded } from './standing';

const XERO: EmbedConnection = {
  connectionId: 'one',
  integrationId: 'i',
  integrationKey: 'gbol',
  platformName: 'Xero',
  sourceId: 's',
  sourceType: 'Accounting',
  name: 'Xero',
  logoUrl: '',
  isUpload: false,
  status: 'PendingAuth',
  failures: 0,
};
const linked = (over: Partial<EmbedConnection> = {}): EmbedConnection => ({
  ...XERO,
  status: 'Linked',
  authorised: '2026-01-02',
  ...over,
});

function integration(integrationKey: string, over: object = {}) {
  const args = {
    integrationId: integrationKey,
    platformName: '',
    sourceId: '',
    sourceType: 'Banking' as const,
  };
  return { ...args, integrationKey, name: integrationKey, logoUrl: '', isTest: false, ...over };
}

function session(over: Partial<EmbedSession> = {}): EmbedSession {
  return {
    companyId: 'c',
    companyName: 'Kestrel',
    clientName: 'Bank',
    integrations: [],
    connections: [],
    files: [],
    consents: [],
    ...over,
  };
}

describe('a visit to a provider', () => {
  const waiting = (connection = XERO) =>
    ({ at: 'waiting', connectionId: 'one', origin: 'connect', baseline: baselineOf(connection) }) as const;

  it('goes on as long as nothing has changed', () => {
    expect(afterVisit(waiting(), XERO)).toBeUndefined();
    // Linked before it began: a renewal is an answer only when there is a new authorisation.
    expect(afterVisit(waiting(linked()), linked())).toBeUndefined();
  });

  it('ends well with a new authorisation, at a question when it is for somebody else', () => {
    const good = { at: 'connected', connectionId: 'one', origin: 'connect' };
    expect(afterVisit(waiting(), linked())).toEqual(good);
    expect(afterVisit(waiting(linked()), linked({ authorised: '2026-02-02' }))).toEqual(good);
    expect(afterVisit(waiting(), linked({ otherEntity: { before: 'a', now: 'b' } }))).toEqual({
      at: 'entity',
      connectionId: 'one',
    });
  });

  it.each([
    [403, 'cancelled'],
    [500, 'failed'],
    [501, 'unsupported'],
    [undefined, 'cancelled'],
  ])('ends with %s as %s', (lastFailure, reason) => {
    const after = { ...XERO, failures: 1, ...(lastFailure === undefined ? {} : { lastFailure }) };
    expect(afterVisit(waiting(), after)).toMatchObject({ at: 'declined', reason });
    expect(afterVisit(waiting(after), after)).toBeUndefined();
  });
});

describe('the state', () => {
  const shown = (screen: Screen, more: Partial<State> = {}): State => ({
    ...START,
    session: session(),
    screen,
    ...more,
  });

  it('learns of a connection once and then keeps it up to date', () => {
    const once = take(shown({ at: 'main' }), { do: 'learn', connection: XERO });
    const twice = take(once, { do: 'learn', connection: linked(), screen: { at: 'manage' } });
    expect(twice.session?.connections).toEqual([linked()]);
    expect(twice.screen).toEqual({ at: 'manage' });
  });

  it('forgets question, trouble and chosen files with the screen they belong to', () => {
    const busy = shown(
      { at: 'upload', kind: 'banking' },
      { isLeaving: true, hasProblem: true, hasChosenFiles: true, isBusy: true },
    );
    expect(take(busy, { do: 'go', screen: { at: 'main' } })).toEqual(shown({ at: 'main' }));
  });

  it('is unfinished only in the middle of something', () => {
    const unfinished = (screen: Screen, more: Partial<State> = {}) => isUnfinished(shown(screen, more));
    expect(unfinished({ at: 'consent', kind: 'accounting', platformKey: 'gbol' })).toBe(true);
    expect(unfinished({ at: 'upload', kind: 'accounting' })).toBe(false);
    expect(unfinished({ at: 'upload', kind: 'accounting' }, { hasChosenFiles: true })).toBe(true);
    for (const at of ['landing', 'main', 'manage', 'loading'] as const)
      expect(unfinished({ at })).toBe(false);
  });
});

describe('how far a company is', () => {
  it('counts a linked platform or a file, and neither what waits nor what has ended', () => {
    const upload = linked({ connectionId: 'files', isUpload: true, status: 'PendingAuth' });
    expect(standingOf(session({ connections: [XERO] }), 'accounting')).toMatchObject({
      isDone: false,
      waiting: XERO,
    });
    expect(standingOf(session({ connections: [linked()] }), 'accounting').isDone).toBe(true);
    expect(standingOf(session({ connections: [linked({ status: 'Unlinked' })] }), 'accounting').isDone).toBe(
      false,
    );
    expect(standingOf(session({ connections: [upload] }), 'accounting').isDone).toBe(false);
    const files = [{ connectionId: 'files', name: 'a.pdf', size: 1 }];
    expect(standingOf(session({ connections: [upload], files }), 'accounting')).toMatchObject({
      isDone: true,
      fileCount: 1,
    });
  });

  it('needs what is not optional', () => {
    const sourceTypes = {
      accounting: { optional: false, enableIntegrations: true },
      banking: { optional: true, enableIntegrations: true },
      businessDocuments: { optional: false, enableFileUpload: true },
    };
    const settings = settingsOf({ sourceTypes });
    expect(stillNeeded(session(), settings)).toEqual(['accounting', 'businessDocuments']);
    expect(stillNeeded(session({ connections: [linked()] }), settings)).toEqual(['businessDocuments']);
  });
});

describe('the choice of a bank', () => {
  const all = session({
    integrations: [
      integration('suuo'),
      integration('upvr', { integrationId: 'truelayer' }),
      integration('natwest_uk', { integrationId: 'truelayer' }),
      integration('demobank', { integrationId: 'truelayer', isTest: true }),
      integration('gbol', { sourceType: 'Accounting' }),
    ],
  });
  const settings = (allowedIntegrations?: string[], more: object = {}) => {
    const banking = {
      optional: true,
      enableIntegrations: true,
      ...(allowedIntegrations ? { allowedIntegrations } : {}),
      ...more,
    };
    return settingsOf({ sourceTypes: { banking }, showSandboxIntegrations: false });
  };
  const keys = (own: ReturnType<typeof settings>) =>
    own.kinds.flatMap((kind) => platformsFor(all, own, kind).map(({ integrationKey }) => integrationKey));

  it('is among banks, never TrueLayer itself', () => {
    expect(keys(settings())).toEqual(['natwest_uk', 'suuo']);
    expect(keys(settings(['upvr']))).toEqual(['natwest_uk']);
    expect(keys(settings(['demobank']))).toEqual([]);
  });

  it('is none with Plaid alone', () => {
    expect(firstOf(all, settings(['suuo']), 'banking')).toEqual({
      at: 'consent',
      kind: 'banking',
      platformKey: 'suuo',
    });
    expect(firstOf(all, settings(['suuo'], { enableFileUpload: true }), 'banking')).toEqual({
      at: 'platforms',
      kind: 'banking',
    });
    expect(
      firstOf(all, settings([], { enableIntegrations: false, enableFileUpload: true }), 'banking'),
    ).toEqual({ at: 'upload', kind: 'banking' });
  });
});
