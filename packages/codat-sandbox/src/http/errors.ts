// Codat's error bodies: one constructor per documented error.
import { randomHex } from '../random/ids';

export interface ValidationItem {
  itemId: string;
  message: string;
  validatorName: string;
}

export interface ErrorBody {
  statusCode: number;
  service: string;
  error: string;
  correlationId: string;
  validation?: { errors: ValidationItem[]; warnings: ValidationItem[] };
  // A string: the SDK refuses a boolean here.
  canBeRetried: string;
  detailedErrorCode: number;
}

/** Thrown anywhere below a route; turned into an answer in one place. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly service: string,
    readonly text: string,
    readonly items?: ValidationItem[],
  ) {
    super(text);
  }

  body(): ErrorBody {
    return {
      statusCode: this.status,
      service: this.service,
      error: this.text,
      correlationId: randomHex(),
      ...(this.items ? { validation: { errors: this.items, warnings: [] } } : {}),
      canBeRetried: 'Unknown',
      detailedErrorCode: 0,
    };
  }
}

export function notValid(itemId?: string, message?: string, validatorName = 'Validation'): ApiError {
  const items = itemId && message ? [{ itemId, message, validatorName }] : undefined;
  return new ApiError(400, 'PublicApi', 'Error processing request - not valid.', items);
}

export function malformedQuery(): ApiError {
  return new ApiError(400, 'ClientsApi', 'Error parsing query - Malformed query.');
}

export function unresolvedProperty(property: string, type: string): ApiError {
  return new ApiError(
    400,
    'PullApi',
    `Error parsing query - Could not resolve property ${property} on ${type}`,
  );
}

export function companyNotFound(companyId: string): ApiError {
  return new ApiError(404, 'ClientsApi', `No company was found with ID ${companyId}`);
}

export function connectionNotFound(connectionId: string): ApiError {
  return new ApiError(404, 'PublicApi', `Data connection ${connectionId} not found`);
}

export function notFound(): ApiError {
  return new ApiError(404, 'PublicApi', 'NotFound');
}

const COMPANY_LIMIT = {
  itemId: 'Company',
  message: 'Company limit exceeded. Learn more at https://docs.codat.io/using-the-api/errors',
  validatorName: 'CreateCompany',
};

/** Documented body of a status, for answers that depend on the status alone. */
export function byStatus(status: number): ApiError {
  switch (status) {
    case 400:
      return notValid();
    case 401:
      return new ApiError(401, 'PublicApi', 'Unauthorized');
    case 402:
      return new ApiError(402, 'PublicApi', 'CompanyValidationException: Company limit exceeded', [
        COMPANY_LIMIT,
      ]);
    case 403:
      return new ApiError(
        403,
        'PublicApi',
        'You are using an outdated API key or a key not associated with that resource.',
      );
    case 404:
      return notFound();
    case 405:
      return new ApiError(405, 'PublicApi', 'Method not allowed');
    case 409:
      return new ApiError(409, 'PublicApi', 'A request with this Idempotency-Key is still in progress.');
    case 422:
      return new ApiError(422, 'PublicApi', 'This Idempotency-Key was used with another request.');
    case 429:
      return new ApiError(
        429,
        'PublicApi',
        'You have made too many requests in a given amount of time; please retry later.',
      );
    case 451:
      return new ApiError(
        451,
        'StdznCustomData',
        'This platform is not currently available for compliance purposes.',
      );
    case 503:
      return new ApiError(
        503,
        'PublicApi',
        'The Codat API is temporarily offline for maintenance. Please try again later.',
      );
    default:
      return new ApiError(
        status,
        'PublicApi',
        status >= 500
          ? 'There is a problem with our server. Please try again later.'
          : 'Error processing request.',
      );
  }
}
