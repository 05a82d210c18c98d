// Errors of data types that cannot be read.
import type { Integration } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import type { CodatProduct } from '../domain/products';
import { ApiError } from '../http/errors';

export function alreadyInProgress(dataType: DataType, companyId: string, dataset: string): ApiError {
  const text = `Cannot queue ${dataType} sync for ${companyId} as previous sync ${dataset} is still in progress`;
  return new ApiError(409, 'PullApi', `DatasetAlreadyInProgressException: ${text}`);
}

export function notOffered(dataType: DataType, { integrationId }: Integration): ApiError {
  return new ApiError(400, 'PullApi', `Datatype '${dataType}' not supported by platform ${integrationId}`);
}

export function nothingLinked(dataType: DataType): ApiError {
  return new ApiError(400, 'PullApi', `Cannot queue ${dataType} sync: no linked connection to read it from`);
}

export function datasetNotFound(dataset: string): ApiError {
  return new ApiError(404, 'PullApi', `Dataset ${dataset} not found`);
}

export function notRefreshable({ name }: CodatProduct): ApiError {
  const text = `${name} doesn't support data refreshing.`;
  const more = 'For more information, refer to your solution’s documentation [here](https://docs.codat.io).';
  return new ApiError(400, 'PublicApi', `${text} ${more}`);
}

export function readUnderWay(): ApiError {
  const text = 'Data cannot be refreshed while a read operation is in progress.';
  return new ApiError(400, 'PublicApi', `${text} Allow the read to complete before attempting to refresh.`);
}
