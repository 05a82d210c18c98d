// Table of freedom: which fields of which answers the published document leaves open, and in what way.

export type ShapeName =
  | 'Branding'
  | 'Company'
  | 'CompanyReference'
  | 'Connection'
  | 'ConnectionWebhookPayload'
  | 'DataConnectionError'
  | 'DataStatus'
  | 'DataTypeReadSummary'
  | 'ErrorMessage'
  | 'Integration'
  | 'IntegrationDataTypeFeature'
  | 'IntegrationSupportedFeature'
  | 'PullOperation'
  | 'ReadCompletedWebhookPayload';

/** How a field may deviate from its usual value. A required field is never left out and keeps its value. */
export interface Freedom {
  /** Not in the list of required fields: may be absent, and as some serialisers write it, null. */
  optional?: true;
  /** Open enumeration: an unknown member may appear. */
  grows?: true;
  /** Text in the document; some services send a number. */
  number?: true;
  /** Map with arbitrary keys and values. */
  free?: true;
  /** Every member of the list, or the object itself, has this shape. */
  shape?: ShapeName;
}

export type Shape = Readonly<Record<string, Freedom>>;

const OPTIONAL: Freedom = { optional: true };

export const SHAPES: Readonly<Record<ShapeName, Shape>> = {
  Branding: { logo: OPTIONAL, button: OPTIONAL, sourceId: OPTIONAL },
  Company: {
    description: OPTIONAL,
    lastSync: OPTIONAL,
    created: OPTIONAL,
    createdByUserName: OPTIONAL,
    products: OPTIONAL,
    tags: OPTIONAL,
    referenceSubsidiaryCompanies: OPTIONAL,
    dataConnections: { optional: true, shape: 'Connection' },
  },
  CompanyReference: { name: OPTIONAL, description: OPTIONAL, links: OPTIONAL, tags: OPTIONAL },
  Connection: {
    integrationKey: OPTIONAL,
    lastSync: OPTIONAL,
    dataConnectionErrors: { optional: true, shape: 'DataConnectionError' },
    connectionInfo: { optional: true, free: true },
  },
  ConnectionWebhookPayload: {
    referenceCompany: { optional: true, shape: 'CompanyReference' },
    connection: { shape: 'Connection' },
  },
  DataConnectionError: {
    statusCode: { optional: true, number: true },
    statusText: OPTIONAL,
    errorMessage: OPTIONAL,
    erroredOnUtc: OPTIONAL,
    status: { optional: true, grows: true },
    resolvedOnUtc: OPTIONAL,
  },
  DataStatus: { lastSuccessfulSync: OPTIONAL, latestSyncId: OPTIONAL, latestSuccessfulSyncId: OPTIONAL },
  DataTypeReadSummary: {
    recordsModified: OPTIONAL,
    status: { optional: true, grows: true },
    issues: OPTIONAL,
  },
  ErrorMessage: {
    service: OPTIONAL,
    correlationId: OPTIONAL,
    validation: OPTIONAL,
    canBeRetried: { optional: true, grows: true },
    detailedErrorCode: OPTIONAL,
  },
  Integration: {
    sourceId: OPTIONAL,
    integrationId: OPTIONAL,
    isOfflineConnector: OPTIONAL,
    isBeta: OPTIONAL,
    dataProvidedBy: OPTIONAL,
    datatypeFeatures: { shape: 'IntegrationDataTypeFeature' },
  },
  IntegrationDataTypeFeature: { supportedFeatures: { shape: 'IntegrationSupportedFeature' } },
  IntegrationSupportedFeature: {},
  PullOperation: { statusDescription: OPTIONAL, errorMessage: OPTIONAL, completed: OPTIONAL },
  ReadCompletedWebhookPayload: {
    referenceCompany: { optional: true, shape: 'CompanyReference' },
    modifiedFromDate: OPTIONAL,
    dataTypes: { shape: 'DataTypeReadSummary' },
  },
};

/** How an answer contains its shape: as the body, as results of a page, or as values of a map. */
type Holder = 'one' | 'page' | 'map';

const CONNECTIONS = '/companies/:companyId/connections';
const HISTORY = '/companies/:companyId/data/history';

/** By route; answers that are not here stay as they are. */
export const ANSWERS: Readonly<Record<string, readonly [Holder, ShapeName]>> = {
  'GET /companies': ['page', 'Company'],
  'POST /companies': ['one', 'Company'],
  'GET /companies/:companyId': ['one', 'Company'],
  'PUT /companies/:companyId': ['one', 'Company'],
  'PATCH /companies/:companyId': ['one', 'Company'],
  [`GET ${CONNECTIONS}`]: ['page', 'Connection'],
  [`POST ${CONNECTIONS}`]: ['one', 'Connection'],
  [`GET ${CONNECTIONS}/:connectionId`]: ['one', 'Connection'],
  [`PATCH ${CONNECTIONS}/:connectionId`]: ['one', 'Connection'],
  [`PUT ${CONNECTIONS}/:connectionId/authorization`]: ['one', 'Connection'],
  'GET /companies/:companyId/dataStatus': ['map', 'DataStatus'],
  'POST /companies/:companyId/data/queue/:dataType': ['one', 'PullOperation'],
  [`GET ${HISTORY}`]: ['page', 'PullOperation'],
  [`GET ${HISTORY}/:datasetId`]: ['one', 'PullOperation'],
  'GET /integrations': ['page', 'Integration'],
  'GET /integrations/:platformKey': ['one', 'Integration'],
  'GET /integrations/:platformKey/branding': ['one', 'Branding'],
};

/** The payload of an event, by the beginning of its name. */
export const PAYLOADS: readonly (readonly [RegExp, ShapeName])[] = [
  [/^company\.(created|deleted)$/, 'Company'],
  [/^connection\./, 'ConnectionWebhookPayload'],
  [/read\.completed/, 'ReadCompletedWebhookPayload'],
];
