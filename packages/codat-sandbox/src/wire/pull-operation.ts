// Pull operations on the wire: absent keys while one runs, a reason when it failed.

import type { PullOperation } from '../domain/pull-operations';
import { datasetId } from '../domain/sync';
import type { Properties } from '../query/filter';
import { ticks } from '../state/clock';
import type { Company, ReadFailure, ReadStatus } from '../state/entities';

/** `isCompleted` is missing on purpose: the service cannot be asked for it. */
export const OPERATION_PROPERTIES: Properties = {
  id: 'string',
  companyId: 'string',
  connectionId: 'string',
  dataType: 'string',
  status: 'string',
  statusDescription: 'string',
  errorMessage: 'string',
  requested: 'date',
  completed: 'date',
  progress: 'number',
  isErrored: 'boolean',
};

const REASONS: Readonly<Record<ReadFailure, { statusDescription: string; errorMessage: string }>> = {
  FetchError: {
    statusDescription: 'Fetching from the platform failed.',
    errorMessage: 'The platform answered with an error.',
  },
  MapError: {
    statusDescription: 'What was fetched could not be mapped.',
    errorMessage: 'A record does not fit the data model.',
  },
  InternalError: {
    statusDescription: 'Something failed on our side.',
    errorMessage: 'An internal error occurred.',
  },
  ProcessingError: {
    statusDescription: 'What was fetched could not be processed.',
    errorMessage: 'Processing stopped early.',
  },
  ValidationError: {
    statusDescription: 'What was fetched is not valid.',
    errorMessage: 'A record failed validation.',
  },
  AuthError: {
    statusDescription: 'The platform no longer gives access.',
    errorMessage: 'The integration de-authorized access to the connection.',
  },
  Cancelled: {
    statusDescription: 'The read was called off.',
    errorMessage: 'Access ended before the read was through.',
  },
  NotSupported: {
    statusDescription: 'The platform does not offer this data type.',
    errorMessage: 'Not supported.',
  },
  RateLimitError: {
    statusDescription: 'The platform limits how often it may be asked.',
    errorMessage: 'The rate limit of the platform was reached.',
  },
  PermissionsError: {
    statusDescription: 'The permission for this data type was not given.',
    errorMessage: 'Insufficient permissions to read this data type.',
  },
  PrerequisiteNotMet: {
    statusDescription: 'Something has to be set up at the platform first.',
    errorMessage: 'A prerequisite is not met.',
  },
};

function reasonOf(status: ReadStatus) {
  switch (status) {
    case 'Queued':
    case 'Fetching':
    case 'Mapping':
    case 'Complete':
      return undefined;
    default:
      return REASONS[status];
  }
}

export function operationWire(company: Company, { connection, sync, dataType, read }: PullOperation) {
  const reason = reasonOf(read.status);
  return {
    id: datasetId(sync, dataType),
    companyId: company.id,
    connectionId: connection.id,
    dataType,
    status: read.status,
    ...reason,
    requested: ticks(sync.startedAt),
    ...(read.completedAt === undefined ? {} : { completed: ticks(read.completedAt) }),
    progress: read.progress,
    isCompleted: read.status === 'Complete',
    isErrored: reason !== undefined,
  };
}
