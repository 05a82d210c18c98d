// Conformance cases of the connection routes.
import { z } from 'zod';
import { connectionSchema, connectionsSchema } from '../schemas/company';
import { type Case, NOBODY, type Scene } from './stage';

const ALL = '/companies/:companyId/connections';
const ONE = `${ALL}/:connectionId`;

const pending = ({ pendingId }: Scene) => ({ connectionId: pendingId });
const gone = { connectionId: String(NOBODY.connectionId) };
const unlink = { on: `PATCH ${ONE}`, body: { status: 'Unlinked' } };

export const connectionCases: readonly Case[] = [
  {
    on: `POST ${ALL}`,
    status: 200,
    schema: connectionSchema,
    body: { platformKey: 'exgd' },
    says: { status: 'PendingAuth', dataConnectionErrors: [] },
  },
  { on: `POST ${ALL}`, status: 200, schema: connectionSchema, body: '"exgd"' },
  // A second accounting connection may be begun; only authorising it is refused.
  { on: `POST ${ALL}`, status: 200, schema: connectionSchema, body: { platformKey: 'qhyg' } },
  { on: `POST ${ALL}`, status: 404, body: { platformKey: 'nope' }, says: { error: 'NotFound' } },
  { on: `POST ${ALL}`, status: 404, body: { platformKey: 'rvam' } },
  // Linking with Sage bank feeds starts inside Sage.
  { on: `POST ${ALL}`, status: 404, body: { platformKey: 'olpr' } },
  { on: `POST ${ALL}`, status: 400, body: {} },
  { on: `POST ${ALL}`, status: 400, body: { platformKey: 'gbol' }, at: { companyId: 'x' } },
  {
    on: `GET ${ALL}`,
    status: 200,
    schema: connectionsSchema,
    query: '?orderBy=-created',
    says: { totalResults: 4 },
  },
  {
    on: `GET ${ALL}`,
    status: 200,
    schema: connectionsSchema,
    query: '?query=status%3Dlinked',
    says: { totalResults: 2 },
  },
  { on: `GET ${ALL}`, status: 400, query: '?orderBy=nothing' },
  { on: `GET ${ONE}`, status: 200, schema: connectionSchema, says: { status: 'Linked' } },
  {
    on: `GET ${ONE}`,
    status: 200,
    schema: connectionSchema,
    at: ({ connectionId }) => ({ connectionId: connectionId.toUpperCase() }),
  },
  { on: `GET ${ONE}`, status: 400, at: { connectionId: 'x' } },
  {
    on: `GET ${ONE}`,
    status: 404,
    at: gone,
    says: { service: 'PublicApi', error: `Data connection ${gone.connectionId} not found` },
  },
  {
    ...unlink,
    status: 200,
    schema: connectionSchema,
    says: { status: 'Unlinked', dataConnectionErrors: [] },
  },
  { ...unlink, status: 400, before: [unlink] },
  { ...unlink, status: 400, at: pending },
  { ...unlink, status: 404, at: gone },
  { on: `PATCH ${ONE}`, status: 400, body: { status: 'Linked' } },
  { on: `PATCH ${ONE}`, status: 400, body: { status: 'unlinked' } },
  { on: `PATCH ${ONE}`, status: 400 },
  { on: `DELETE ${ONE}`, status: 200, schema: z.literal(true) },
  { on: `DELETE ${ONE}`, status: 404, before: [{ on: `DELETE ${ONE}` }] },
  {
    on: `PUT ${ONE}/authorization`,
    status: 200,
    schema: connectionSchema,
    at: pending,
    body: { refreshToken: 'r', tenant: 't' },
    says: { status: 'Linked' },
  },
  {
    on: `PUT ${ONE}/authorization`,
    status: 200,
    schema: connectionSchema,
    before: [unlink],
    body: { refreshToken: 'r' },
    says: { status: 'Linked' },
  },
  { on: `PUT ${ONE}/authorization`, status: 400, body: {} },
  { on: `PUT ${ONE}/authorization`, status: 400, body: { refreshToken: 1 } },
  { on: `PUT ${ONE}/authorization`, status: 404, at: gone, body: { refreshToken: 'r' } },
];
