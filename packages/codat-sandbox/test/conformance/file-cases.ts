// Conformance cases of the routes for uploaded files.
import { z } from 'zod';
import { ticks } from '../schemas/wire';
import { type Case, FILE, NOBODY, type Scene } from './stage';

const UPLOAD = '/companies/:companyId/connections/:connectionId/files';
const ALL = '/companies/:companyId/files';

const place = ({ uploadId }: Scene) => ({ connectionId: uploadId });

const filesSchema = z
  .array(
    z.strictObject({
      fileName: z.string().min(1),
      displayName: z.string().min(1),
      sourceType: z.enum(['Accounting', 'Banking', 'Other']),
      uploaded: ticks,
    }),
  )
  .min(1);

export const fileCases: readonly Case[] = [
  {
    on: `POST ${UPLOAD}`,
    status: 200,
    schema: filesSchema,
    at: place,
    ...FILE,
    says: [{ fileName: 'a.csv' }],
  },
  // Xero takes no files.
  { on: `POST ${UPLOAD}`, status: 400, ...FILE },
  { on: `POST ${UPLOAD}`, status: 400, at: place, body: {} },
  { on: `POST ${UPLOAD}`, status: 404, at: { connectionId: String(NOBODY.connectionId) }, ...FILE },
  { on: `GET ${ALL}`, status: 200, schema: filesSchema, says: [{ sourceType: 'Other' }] },
  { on: `GET ${ALL}/download`, status: 200, type: 'application/octet-stream' },
  { on: `GET ${ALL}/download`, status: 404, query: '?date=1999-01-01' },
  { on: `GET ${ALL}/download`, status: 400, query: '?date=someday' },
];
