// Mapping of Codat's objects to domain objects: pure; wire spellings end here. An entry without its id is left out.

import { type ConnectionState, SOURCE_TYPES, type SourceType } from '../domain/connection/connection';
import type { FailureTold } from '../domain/connection/failure-reason';
import { accountsIn, organisationIn } from '../domain/connection/organisation-told';
import type { PullOperation } from '../domain/reading/read-attribution';
import type { DataTypeStatus } from '../domain/reading/sync-progress';
import { cleanName, MESSAGE_MAX } from '../domain/text/clean-name';
import type { Answer } from './answer';

export interface CodatConnection {
  id: string;
  /** Null if Codat does not say. */
  platformKey: string | null;
  /** For a bank this may be the name of an intermediary. */
  platformName: string | null;
  /** Codat's id of the chosen source, such as one bank of many behind an integration. */
  sourceId: string | null;
  integrationId: string | null;
  /** Null for a source type that no product asks for. */
  sourceType: SourceType | null;
  state: Exclude<ConnectionState, 'starting' | 'deleted'>;
  /** Holds uploaded files; no platform is behind it. */
  isUpload: boolean;
  /** One-time link. Never stored, never logged, never shown. */
  linkUrl: string | null;
  /** Name of the shared organisation, if the platform reports it. */
  organisation: string | null;
  /** The platform's own id of the organisation, if reported. */
  organisationId: string | null;
  /** The shared accounts as one short line, if reported. */
  accounts: string | null;
  /** The latest unresolved failure; null if Codat reports none. */
  failure: ToldFailure | null;
  lastSyncAt: Date | null;
  createdAt: Date | null;
}

/** Of a failed visit or lost access: stored, and never shown. */
export interface ToldFailure extends FailureTold {
  at: Date | null;
}

export interface Platform {
  key: string;
  name: string;
  sourceId: string | null;
  integrationId: string | null;
  sourceType: SourceType;
  logoUrl: string | null;
  /** Runs only on the computer where the platform is installed. */
  isOffline: boolean;
  /** Data types that the platform is known to offer; null if Codat does not say. */
  offers: string[] | null;
}

const STATES = ['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized'] as const;

/** Codat's other source types, for which no product asks. */
const OTHER_TYPES = ['BankFeed', 'Expense', 'Other', 'Unknown'] as const;

/** @param uploadKeys platform keys of this client's integrations for files */
export function toConnection(wire: Answer, uploadKeys: readonly string[] = []): CodatConnection | null {
  const id = wire.at('id').guid();
  if (id === null) return null;
  const platformKey = wire.at('integrationKey').text();
  const facts = factsIn(wire.at('connectionInfo'));
  const organisation = organisationIn(facts);
  return {
    id,
    platformKey,
    platformName: wire.at('platformName').must().name(),
    sourceId: wire.at('sourceId').text(),
    integrationId: wire.at('integrationId').text(),
    sourceType: toSourceType(wire.at('sourceType').must()),
    state: wire.at('status').must().oneOf(STATES) ?? 'other',
    isUpload: platformKey !== null && uploadKeys.includes(platformKey),
    linkUrl: wire.at('linkUrl').text(),
    organisation: organisation?.name ?? null,
    organisationId: organisation?.id ?? null,
    accounts: accountsIn(facts),
    failure: lastFailure(wire.at('dataConnectionErrors').list()),
    lastSyncAt: wire.at('lastSync').date(),
    createdAt: wire.at('created').date(),
  };
}

function lastFailure(errors: Answer[]): ToldFailure | null {
  const open = errors.filter((error) => error.at('status').fact() !== 'Resolved');
  const told = open.map((error) => ({
    code: error.at('statusCode').fact()?.slice(0, 10) ?? null,
    // The platform's own words first, then Codat's sentence.
    text: cleanName(
      `${error.at('statusText').fact() ?? ''} ${error.at('errorMessage').fact() ?? ''}`,
      MESSAGE_MAX,
    ),
    at: error.at('erroredOnUtc').date(),
  }));
  return told.toSorted((one, other) => Number(other.at) - Number(one.at))[0] ?? null;
}

/** Codat documents neither keys nor types of values here, so no value is reported as unreadable. */
function factsIn(info: Answer, within = ''): [key: string, value: string][] {
  return info.entries().flatMap(([key, value]) => {
    const fact = value.fact();
    if (fact !== null) return [[within + key, fact] as [string, string]];
    return within === '' && value.isMap ? factsIn(value, key) : [];
  });
}

/** Null for integrations that are disabled or of a source type that no product asks for. */
export function toPlatform(wire: Answer): Platform | null {
  const key = wire.at('key').must().text();
  const name = wire.at('name').must().name();
  const sourceType = toSourceType(wire.at('sourceType'));
  // The call asks for enabled ones: only an explicit `false` excludes one.
  if (key === null || name === null || sourceType === null || wire.at('enabled').flag() === false)
    return null;
  const features = wire
    .at('datatypeFeatures')
    .list()
    // Codat sends the first spelling and documents the second.
    .map((feature) => ({
      dataType: feature.at('datatype').text() ?? feature.at('dataType').text(),
      supported: feature.at('supportedFeatures').list(),
    }))
    .filter((feature) => feature.dataType !== null);
  return {
    key,
    name,
    sourceId: wire.at('sourceId').text(),
    integrationId: wire.at('integrationId').text(),
    sourceType,
    logoUrl: wire.at('logoUrl').text(),
    isOffline: wire.at('isOfflineConnector').flag() ?? false,
    offers:
      features.length === 0
        ? null
        : features
            .filter(({ supported }) => supported.some(isRead))
            .flatMap(({ dataType }) => dataType ?? []),
  };
}

const FEATURES = [
  'Get',
  'Post',
  'Categorization',
  'Delete',
  'Put',
  'GetAsPdf',
  'DownloadAttachment',
  'GetAttachment',
  'GetAttachments',
  'UploadAttachment',
] as const;
const ON = ['Release', 'Alpha', 'Beta', 'Deprecated'] as const;
const OFF = ['NotSupported', 'NotImplemented'] as const;

/** An unknown state does not prove that a platform lacks a data type. */
function isRead(feature: Answer): boolean {
  const state = feature.at('featureState').oneOf([...ON, ...OFF]);
  return feature.at('featureType').oneOf(FEATURES) === 'Get' && !OFF.some((off) => off === state);
}

/** Image addresses of a vendor's own button. */
export interface ConnectButton {
  default: string;
  /** Shown under the pointer. */
  hover: string;
}

/** Null unless both states exist: vendors require both. */
export function toConnectButton(wire: Answer): ConnectButton | null {
  const image = (state: string) => wire.at('button').at(state).at('image').at('src').text();
  const [still, hover] = [image('default'), image('hover')];
  return still === null || hover === null ? null : { default: still, hover };
}

/** Null for a source type that no product asks for. */
export function toSourceType(wire: Answer): SourceType | null {
  const type = wire.oneOf([...SOURCE_TYPES, ...OTHER_TYPES]);
  return SOURCE_TYPES.find((asked) => asked === type) ?? null;
}

/** By the entry's own status; without one, by the date of its last read (as in Codat's docs). */
export function toDataStatuses(wire: Answer): DataTypeStatus[] {
  return wire
    .whole()
    .entries()
    .flatMap(([key, status]) => {
      const dataType = status.at('dataType').text() ?? key;
      const lastSuccessfulSyncAt = status.at('lastSuccessfulSync').date();
      const currentStatus =
        status.at('currentStatus').text() ?? (lastSuccessfulSyncAt === null ? null : 'Complete');
      if (!status.isMap || !DATA_TYPE.test(dataType) || currentStatus === null) return [];
      return [{ dataType, currentStatus, syncId: status.at('latestSyncId').text(), lastSuccessfulSyncAt }];
    });
}

const DATA_TYPE = /^[\w-]{1,100}$/;

export function toPullOperation(wire: Answer): PullOperation | null {
  const [id, connectionId] = [wire.at('id').guid(), wire.at('connectionId').guid()];
  const dataType = wire.at('dataType').must().text();
  const status = wire.at('status').must().text();
  if (id === null || connectionId === null || dataType === null || status === null) return null;
  return {
    id,
    connectionId,
    dataType,
    status,
    requestedAt: wire.at('requested').date(),
    completedAt: wire.at('completed').date(),
  };
}
