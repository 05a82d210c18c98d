// Conformance cases of the routes about reads: status, refresh, history.
import { dataStatusSchema } from '../schemas/data-status';
import { pullOperationSchema, pullOperationsSchema } from '../schemas/pull-operation';
import { type Case, NOBODY } from './stage';

const DATA = '/companies/:companyId/data';
const STATUS = '/companies/:companyId/dataStatus';
const QUEUE = `${DATA}/queue/:dataType`;
const HISTORY = `${DATA}/history`;

const unlink = {
  on: 'PATCH /companies/:companyId/connections/:connectionId',
  body: { status: 'Unlinked' },
};

export const readCases: readonly Case[] = [
  { on: `GET ${STATUS}`, status: 200, schema: dataStatusSchema },
  { on: `GET ${STATUS}`, status: 200, schema: dataStatusSchema, before: [unlink] },
  { on: `POST ${DATA}/all`, status: 204 },
  { on: `POST ${DATA}/all`, status: 204, before: [unlink] },
  { on: `POST ${QUEUE}`, status: 200, schema: pullOperationSchema, says: { dataType: 'invoices' } },
  {
    on: `POST ${QUEUE}`,
    status: 400,
    at: { dataType: 'banking-accounts' },
    says: { service: 'PullApi' },
  },
  { on: `POST ${QUEUE}`, status: 400, at: { dataType: 'nothing' } },
  { on: `POST ${QUEUE}`, status: 400, before: [unlink], says: { service: 'PullApi' } },
  { on: `POST ${QUEUE}`, status: 400, query: '?connectionId=x' },
  { on: `POST ${QUEUE}`, status: 404, query: `?connectionId=${NOBODY.connectionId}` },
  { on: `GET ${HISTORY}`, status: 200, schema: pullOperationsSchema, query: '?pageSize=5' },
  {
    on: `GET ${HISTORY}`,
    status: 200,
    schema: pullOperationsSchema,
    query: `?query=${encodeURIComponent('dataType=invoices&&status=Complete')}&orderBy=-requested`,
  },
  {
    on: `GET ${HISTORY}`,
    status: 400,
    query: '?query=isCompleted%3Dtrue',
    says: {
      service: 'PullApi',
      error: 'Error parsing query - Could not resolve property isCompleted on Dataset',
    },
  },
  { on: `GET ${HISTORY}`, status: 400, query: '?orderBy=isCompleted' },
  { on: `GET ${HISTORY}/:datasetId`, status: 200, schema: pullOperationSchema, says: { status: 'Complete' } },
  { on: `GET ${HISTORY}/:datasetId`, status: 404, at: { datasetId: String(NOBODY.connectionId) } },
  { on: `GET ${HISTORY}/:datasetId`, status: 400, at: { datasetId: 'x' } },
];
