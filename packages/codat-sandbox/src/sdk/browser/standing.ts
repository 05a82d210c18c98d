// Progress of a company in Link: connections per source type, available choices, missing requirements.
import type { EmbedConnection, EmbedIntegration, EmbedSession } from '../shapes';
import { additionalContent, consentMarkdown, PLAID } from './consent-text';
import type { Screen } from './flow';
import { type ConsentKind, type Kind, type KindSettings, kindSettings, type Settings } from './settings';
import type { Words } from './words-en';

const SOURCE_TYPES = {
  accounting: 'Accounting',
  banking: 'Banking',
  commerce: 'Commerce',
  businessDocuments: 'Other',
} as const;

export function connectionsOf(session: EmbedSession, kind: Kind): EmbedConnection[] {
  return session.connections.filter(({ sourceType }) => sourceType === SOURCE_TYPES[kind]);
}

export function kindOf(connection: EmbedConnection): Kind {
  switch (connection.sourceType) {
    case 'Banking':
      return 'banking';
    case 'Commerce':
      return 'commerce';
    case 'Other':
      return 'businessDocuments';
    case 'Accounting':
    case 'BankFeed':
    case 'Expense':
    case 'Unknown':
      return 'accounting';
    default:
      return connection.sourceType satisfies never;
  }
}

export interface Standing {
  linked: EmbedConnection[];
  fileCount: number;
  /** No access now, but it was given or begun before. */
  waiting: EmbedConnection | undefined;
  isDone: boolean;
}

export function standingOf(session: EmbedSession, kind: Kind): Standing {
  const all = connectionsOf(session, kind);
  const uploads = all.filter(({ isUpload }) => isUpload).map(({ connectionId }) => connectionId);
  const fileCount = session.files.filter(({ connectionId }) => uploads.includes(connectionId)).length;
  const linked = all.filter(({ isUpload, status }) => !isUpload && status === 'Linked');
  const isDone = linked.length > 0 || fileCount > 0;
  const waiting = isDone
    ? undefined
    : all.findLast(({ isUpload, status }) => !isUpload && status !== 'Linked');
  return { linked, fileCount, waiting, isDone };
}

export function stillNeeded(session: EmbedSession, settings: Settings): Kind[] {
  return settings.kinds
    .filter(({ kind, isOptional }) => !isOptional && !standingOf(session, kind).isDone)
    .map(({ kind }) => kind);
}

/** TrueLayer is one integration behind many banks: the customer knows the banks. */
const TRUELAYER = 'upvr';

/** What the customer can choose from, by name. */
export function platformsFor(
  session: EmbedSession,
  settings: Settings,
  { kind, allowed }: KindSettings,
): EmbedIntegration[] {
  const trueLayer = session.integrations.find(({ integrationKey }) => integrationKey === TRUELAYER);
  const isAllowed = ({ integrationKey, integrationId }: EmbedIntegration) =>
    allowed === undefined ||
    allowed.includes(integrationKey) ||
    (allowed.includes(TRUELAYER) && integrationId === trueLayer?.integrationId);
  return session.integrations
    .filter(({ sourceType, integrationKey, isTest }) => {
      const isOwn = sourceType === SOURCE_TYPES[kind] && integrationKey !== TRUELAYER;
      return isOwn && (settings.showsTest || !isTest);
    })
    .filter(isAllowed)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Plaid alone needs no list: it asks for the bank itself. */
export function firstOf(session: EmbedSession, settings: Settings, kind: Kind): Screen {
  const own = kindSettings(settings, kind);
  if (kind === 'businessDocuments' || !own?.hasIntegrations) return { at: 'upload', kind };
  const platforms = platformsFor(session, settings, own);
  const [only] = platforms;
  const isPlaid = platforms.length === 1 && only?.integrationKey === PLAID;
  return isPlaid && !own.hasUpload ? { at: 'consent', kind, platformKey: PLAID } : { at: 'platforms', kind };
}

/** Consent to ask a returning customer for: new text for connected data. */
export function additionalFor(
  session: EmbedSession,
  settings: Settings,
  kind: ConsentKind,
  companyName: string,
  words: Words,
) {
  const platforms = standingOf(session, kind).linked.map(({ name }) => name);
  if (platforms.length === 0) return undefined;
  return additionalContent(settings, kind, [...new Set(platforms)], companyName, words);
}

const CONSENT_KINDS: readonly ConsentKind[] = ['accounting', 'banking', 'commerce'];

export function kindsToAskAgain(
  session: EmbedSession,
  settings: Settings,
  companyName: string,
  words: Words,
): ConsentKind[] {
  if (!settings.asksAgain) return [];
  return CONSENT_KINDS.filter((kind) => {
    const content =
      kindSettings(settings, kind) && additionalFor(session, settings, kind, companyName, words);
    return content !== undefined && !session.consents.includes(consentMarkdown(content));
  });
}

export function firstScreen(settings: Settings, again: readonly ConsentKind[]): Screen {
  if (settings.showsLanding) return { at: 'landing' };
  return again.length > 0 ? { at: 'additional', kinds: again } : { at: 'main' };
}
