// Policy rule: what a connection and an agreement give access to at a moment. Every sentence about access takes its answer from here.
import { type ConnectionFacts, isDoubted, isLinked } from '../connection/connection';
import { type Standing, type StandingNow, standingAt, stands } from '../consent/consent';

type AccessFacts = Pick<ConnectionFacts, 'state' | 'doubt' | 'isUpload' | 'confirmBy' | 'isLapsed'>;

export type ConnectionNow =
  /** New data is read; `until`: the date by which the customer has to reconfirm. */
  | { access: 'reads'; why: 'linked'; until: Date | null }
  /** Uploaded files are used; no platform is read. */
  | { access: 'files'; why: 'sent'; until: null }
  /** Nothing new is read; data that was read before may be used as agreed. */
  | { access: 'data-read'; why: 'lost' | 'stopped' | 'needs-reconfirmation'; until: null }
  /** Nothing is read yet. */
  | { access: 'waits'; why: 'unfinished' | 'unanswered'; until: null }
  /** Nothing is read, and data that was read before may not be used. */
  | { access: 'nothing'; why: 'unanswered' | 'refused' | 'deleted'; until: null };

export function connectionNow(connection: AccessFacts, at: Date): ConnectionNow {
  const { state, doubt, isUpload } = connection;
  if (state === 'deleted') return { access: 'nothing', why: 'deleted', until: null };
  if (state === 'starting' || state === 'PendingAuth')
    return { access: 'waits', why: 'unfinished', until: null };
  if (doubt === 'refused') return { access: 'nothing', why: 'refused', until: null };
  if (doubt === 'unanswered')
    return { access: isLinked(connection) ? 'waits' : 'nothing', why: doubt, until: null };
  if (needsReconfirmation(connection, at)) {
    return { access: 'data-read', why: 'needs-reconfirmation', until: null };
  }
  if (!isLinked(connection)) {
    return { access: 'data-read', why: state === 'Deauthorized' ? 'lost' : 'stopped', until: null };
  }
  if (isUpload === true) return { access: 'files', why: 'sent', until: null };
  return { access: 'reads', why: 'linked', until: connection.confirmBy ?? null };
}

/** Its time ran out without a reconfirmation, whether or not Codat has stopped by now. */
export function needsReconfirmation(
  { state, isUpload, confirmBy, isLapsed }: AccessFacts,
  at: Date,
): boolean {
  if (isUpload === true) return false;
  if (state === 'Unlinked') return isLapsed === true;
  return state === 'Linked' && confirmBy !== undefined && confirmBy !== null && confirmBy <= at;
}

/** True when products may use it: new data is read, or it holds files. */
export function mayServe(connection: AccessFacts, at: Date): boolean {
  const { access } = connectionNow(connection, at);
  return access === 'reads' || access === 'files';
}

/** True when new data may be read through it: files are used as they were sent, and nothing is read from them. */
export function mayBeRead(connection: AccessFacts, at: Date): boolean {
  return connectionNow(connection, at).access === 'reads';
}

/** The state that people are shown: its own, that it waits for their answer, or that its time ran out. */
export function shownState(connection: AccessFacts, at: Date): ConnectionFacts['state'] | 'check' | 'lapsed' {
  const { why } = connectionNow(connection, at);
  if (why === 'unanswered' && isLinked(connection)) return 'check';
  return why === 'needs-reconfirmation' ? 'lapsed' : connection.state;
}

export interface SourceNow {
  access: 'reads' | 'data-read' | 'waits' | 'nothing';
  why: 'agreed' | 'needs-reconfirmation' | 'connection-not-linked' | 'no-connection';
  /** Accord's ids of the connections behind the answer. */
  connectionIds: string[];
  until: Date | null;
}

/** The access through all connections of one source type; files hold no data types that could be read. */
export function sourceNow(connections: readonly ConnectionFacts[], sourceType: string, at: Date): SourceNow {
  const known = connections
    .filter((c) => c.sourceType === sourceType && c.isUpload !== true)
    .map((c) => ({ id: c.id, isDoubted: c.state !== 'deleted' && isDoubted(c), now: connectionNow(c, at) }));
  const ids = (those: typeof known) => those.map(({ id }) => id);
  const reading = known.filter(({ now }) => now.access === 'reads');
  if (reading.length > 0) {
    const ends = reading.map(({ now }) => now.until);
    return { access: 'reads', why: 'agreed', connectionIds: ids(reading), until: latest(ends) };
  }
  const kept = known.filter(({ now }) => now.access === 'data-read');
  if (kept.length > 0) {
    const isLapsed = kept.some(({ now }) => now.why === 'needs-reconfirmation');
    const why = isLapsed ? 'needs-reconfirmation' : 'connection-not-linked';
    return { access: 'data-read', why, connectionIds: ids(kept), until: null };
  }
  // The customer has not confirmed whose data it is: nothing of it may be used.
  const doubted = known.filter((each) => each.isDoubted);
  const why = doubted.length > 0 ? 'connection-not-linked' : 'no-connection';
  const access = doubted.some(({ now }) => now.access === 'waits') ? 'waits' : 'nothing';
  return { access, why, connectionIds: ids(doubted), until: null };
}

/** Null for access without an end. */
function latest(ends: readonly (Date | null)[]): Date | null {
  const times = ends.flatMap((end) => end?.getTime() ?? []);
  return times.length < ends.length ? null : new Date(Math.max(...times));
}

export function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

export type WhyNot =
  | Extract<Standing, 'refused' | 'withdrawn' | 'revoked' | 'paused' | 'expired'>
  | 'no-consent'
  | 'needs-reconsent';

/** Why a consent is not in force. */
export function whyNot(standing: Standing): WhyNot {
  switch (standing) {
    case 'requested':
    case 'deferred':
      return 'no-consent';
    case 'refused':
    case 'withdrawn':
    case 'revoked':
    case 'paused':
      return standing;
    case 'invalidated':
      return 'needs-reconsent';
    // The standing allows reading, so the consent has expired.
    case 'given':
    case 'renewed':
    case 'expiring':
    case 'expired':
      return 'expired';
    default:
      return standing satisfies never;
  }
}

export interface AgreementNow {
  /**
   * - `reads`: new data is read through at least one platform
   * - `files`: only uploaded files are used
   * - `data-read`: nothing new; data that was read before may be used
   * - `waits`: nothing is connected yet, or the customer's answer is missing
   * - `ended`: nothing is read or used any more
   * - `none`: there never was a consent that could end
   */
  access: 'reads' | 'files' | 'data-read' | 'waits' | 'ended' | 'none';
  why: SourceNow['why'] | WhyNot | 'files' | 'unanswered';
  /** The next known end of the reading; null for none. */
  until: Date | null;
}

/** A source type in the terms; files are used only if the product accepts them. */
export interface AgreedSource {
  sourceType: string;
  acceptsFiles?: boolean;
}

/** @param agreed of the terms that were agreed to */
export function agreementNow(
  consent: Pick<StandingNow, 'standing' | 'expiresAt'> | null,
  agreed: readonly AgreedSource[],
  connections: readonly ConnectionFacts[],
  at: Date,
): AgreementNow {
  const sources = agreed.map(({ sourceType }) => sourceNow(connections, sourceType, at));
  const isKept = sources.some(({ access }) => access === 'reads' || access === 'data-read');
  if (consent === null) return { access: 'none', why: 'no-consent', until: null };
  if (!stands(consent, at)) {
    const why = whyNot(standingAt(consent, at));
    if (why === 'paused') return { access: isKept ? 'data-read' : 'waits', why, until: null };
    return { access: why === 'no-consent' || why === 'refused' ? 'none' : 'ended', why, until: null };
  }
  const reading = sources.filter(({ access }) => access === 'reads');
  if (reading.length > 0) {
    const until = earliest(consent.expiresAt, latest(reading.map((source) => source.until)));
    return { access: 'reads', why: 'agreed', until };
  }
  const kept = sources.filter(({ access }) => access === 'data-read');
  const lapsed = kept.find(({ why }) => why === 'needs-reconfirmation');
  if (kept.length > 0) {
    return { access: 'data-read', why: lapsed?.why ?? 'connection-not-linked', until: null };
  }
  const hasFiles = connections.some((c) => isUsedBy(agreed, c) && connectionNow(c, at).access === 'files');
  if (hasFiles) return { access: 'files', why: 'files', until: consent.expiresAt };
  const isAsked = sources.some(({ access }) => access === 'waits');
  return { access: 'waits', why: isAsked ? 'unanswered' : 'no-connection', until: null };
}

export function isUsedBy(
  agreed: readonly AgreedSource[],
  { sourceType, isUpload }: Pick<ConnectionFacts, 'sourceType' | 'isUpload'>,
): boolean {
  return agreed.some(
    (source) => source.sourceType === sourceType && (isUpload !== true || source.acceptsFiles === true),
  );
}

/** The word for an agreement on pages: its standing, or what keeps one in force from being read. */
export type ShownAgreement = Standing | 'lapsed' | 'lost' | 'files' | 'check' | 'unconnected';

export function shownAgreement(
  consent: Pick<StandingNow, 'standing' | 'expiresAt'>,
  now: AgreementNow,
  at: Date,
): ShownAgreement {
  if (!stands(consent, at)) return standingAt(consent, at);
  switch (now.access) {
    case 'reads':
      return standingAt(consent, at);
    case 'files':
      return 'files';
    case 'data-read':
      return now.why === 'needs-reconfirmation' ? 'lapsed' : 'lost';
    case 'waits':
      return now.why === 'unanswered' ? 'check' : 'unconnected';
    // Not for an agreement in force.
    case 'ended':
    case 'none':
      return 'unconnected';
    default:
      return now.access satisfies never;
  }
}

/** True if a platform gives access at Codat and its time has not run out; its organisation may still be unconfirmed. */
export function isOpenAccess(connection: AccessFacts, at: Date): boolean {
  return isLinked(connection) && !needsReconfirmation(connection, at);
}
