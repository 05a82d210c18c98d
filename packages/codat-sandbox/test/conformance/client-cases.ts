// Conformance cases of the client's routes: integrations, profile, allowed origins.
import { corsSchema, profileSchema } from '../schemas/data-status';
import { brandingSchema, integrationSchema, integrationsSchema } from '../schemas/integration';
import { consumerSchema, consumersSchema } from '../schemas/webhook';
import type { Case } from './stage';

const ALL = '/integrations';
const ONE = `${ALL}/:platformKey`;
const nobody = { platformKey: 'nope' };

const origins = ['/corsSettings', '/connectionManagement/corsSettings'].flatMap((template): Case[] => [
  { on: `GET ${template}`, status: 200, schema: corsSchema },
  {
    on: `POST ${template}`,
    status: 200,
    schema: corsSchema,
    body: { allowedOrigins: ['http://127.0.0.1:3000'] },
    says: { allowedOrigins: ['http://127.0.0.1:3000'] },
  },
  { on: `POST ${template}`, status: 400, body: { allowedOrigins: ['nowhere'] } },
]);

const hook = { url: 'https://app.example/hook', eventTypes: ['connection.connected'] };
const longTag = `region:${'x'.repeat(122)}`;

const webhooks: readonly Case[] = [
  {
    on: 'POST /webhooks',
    status: 201,
    schema: consumerSchema,
    body: { ...hook, companyTags: ['region:uk'], disabled: true },
    says: { disabled: true, companyTags: ['region:uk'] },
  },
  { on: 'POST /webhooks', status: 201, schema: consumerSchema, body: hook, says: { disabled: false } },
  { on: 'POST /webhooks', status: 400, body: { ...hook, eventTypes: [] } },
  { on: 'POST /webhooks', status: 400, body: { ...hook, url: 'nowhere' } },
  { on: 'POST /webhooks', status: 400, body: { ...hook, companyTags: [longTag] } },
  {
    on: 'GET /webhooks',
    status: 200,
    schema: consumersSchema,
    before: [{ on: 'POST /webhooks', body: hook }],
  },
  { on: 'DELETE /webhooks/:webhookId', status: 204 },
  { on: 'DELETE /webhooks/:webhookId', status: 404, at: { webhookId: 'nobody' } },
];

export const clientCases: readonly Case[] = [
  { on: `GET ${ALL}`, status: 200, schema: integrationsSchema },
  {
    on: `GET ${ALL}`,
    status: 200,
    schema: integrationsSchema,
    query: `?query=${encodeURIComponent('sourceType=accounting&&enabled=true')}&pageSize=3`,
    says: { pageSize: 3 },
  },
  { on: `GET ${ALL}`, status: 400, query: '?query=logo~x' },
  { on: `GET ${ONE}`, status: 200, schema: integrationSchema },
  { on: `GET ${ONE}`, status: 404, at: nobody, says: { error: 'NotFound' } },
  { on: `GET ${ONE}/branding`, status: 200, schema: brandingSchema, at: { platformKey: 'qhyg' } },
  { on: `GET ${ONE}/branding`, status: 200, schema: brandingSchema, at: { platformKey: 'natwest_uk' } },
  { on: `GET ${ONE}/branding`, status: 404, at: nobody },
  { on: 'GET /profile', status: 200, schema: profileSchema },
  {
    on: 'PUT /profile',
    status: 200,
    schema: profileSchema,
    body: { name: 'Bank', redirectUrl: 'http://127.0.0.1:1/x' },
  },
  { on: 'PUT /profile', status: 400, body: { name: 'Bank' } },
  ...origins,
  ...webhooks,
];
