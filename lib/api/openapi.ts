// OpenAPI 3.1 of the decision API, made from the schemas that guard its routes; a test executes each example.
import { z } from 'zod';
import { batchSchema } from '../access/authzen-batch';
import { authzenSchemas } from '../access/authzen-question';
import {
  answerSchema,
  batchAnswerSchema,
  foundActionsSchema,
  foundSchema,
  loggedSchema,
  metadataSchema,
  problemSchema,
} from './answer-schemas';

/** Of the business in the examples; `ext:A-17` is another name of it. */
export const EXAMPLE_BUSINESS = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

const schemas = {
  Question: authzenSchemas.question,
  Questions: batchSchema,
  SubjectSearch: authzenSchemas.subjectSearch,
  ResourceSearch: authzenSchemas.resourceSearch,
  ActionSearch: authzenSchemas.actionSearch,
  Answer: answerSchema,
  Answers: batchAnswerSchema,
  Found: foundSchema,
  FoundActions: foundActionsSchema,
  Logged: loggedSchema,
  Problem: problemSchema,
  Metadata: metadataSchema,
};
type SchemaName = keyof typeof schemas;

const lending = { type: 'product', id: 'lending' };
const read = { name: 'read' };
const data = (business: string, type: string) => ({ type: 'data', id: `${business}/${type}` });

interface Operation {
  path: string;
  id: string;
  summary: string;
  takes: SchemaName;
  gives: SchemaName;
  examples: Record<string, object>;
}

export const OPERATIONS: readonly Operation[] = [
  {
    path: '/access/v1/evaluation',
    id: 'evaluate',
    summary: 'May a product read or use one data type of one business?',
    takes: 'Question',
    gives: 'Answer',
    examples: {
      now: { subject: lending, action: read, resource: data(EXAMPLE_BUSINESS, 'invoices') },
      'by the client’s own id': { subject: lending, action: read, resource: data('ext:A-17', 'invoices') },
      'at a past moment': {
        subject: lending,
        action: { name: 'use' },
        resource: data(EXAMPLE_BUSINESS, 'invoices'),
        context: { time: '2026-03-01T09:00:00Z' },
      },
    },
  },
  {
    path: '/access/v1/evaluations',
    id: 'evaluateMany',
    summary: 'Up to 1,000 questions; each takes from the shared part what it leaves out.',
    takes: 'Questions',
    gives: 'Answers',
    examples: {
      'two data types': {
        subject: lending,
        action: read,
        options: { evaluations_semantic: 'execute_all' },
        evaluations: [
          { resource: data(EXAMPLE_BUSINESS, 'invoices') },
          { resource: data(EXAMPLE_BUSINESS, 'bills') },
        ],
      },
      'one question cannot be read': {
        subject: lending,
        action: read,
        evaluations: [{ resource: data(EXAMPLE_BUSINESS, 'invoices') }, {}],
      },
    },
  },
  {
    path: '/access/v1/search/subject',
    id: 'searchSubjects',
    summary: 'Which products may read a data type of a business? Among those that the key is bound to.',
    takes: 'SubjectSearch',
    gives: 'Found',
    examples: {
      products: {
        subject: { type: 'product' },
        action: read,
        resource: data(EXAMPLE_BUSINESS, 'invoices'),
      },
    },
  },
  {
    path: '/access/v1/search/resource',
    id: 'searchResources',
    summary:
      'Which data of a business, or data of which businesses, may a product read? A page may be empty before the last one.',
    takes: 'ResourceSearch',
    gives: 'Found',
    examples: {
      'data of one business': {
        subject: lending,
        action: read,
        resource: { type: 'data', properties: { business: EXAMPLE_BUSINESS } },
      },
      businesses: {
        subject: lending,
        action: read,
        resource: { type: 'business', properties: { data_type: 'invoices' } },
        page: { limit: 100 },
      },
    },
  },
  {
    path: '/access/v1/search/action',
    id: 'searchActions',
    summary: 'May a product read, or use what was read?',
    takes: 'ActionSearch',
    gives: 'FoundActions',
    examples: { actions: { subject: lending, resource: data(EXAMPLE_BUSINESS, 'invoices') } },
  },
];

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: SchemaName, type = 'application/json') => ({
  content: { [type]: { schema: ref(name) } },
});
const refused = (description: string) => ({ description, ...json('Problem', 'application/problem+json') });

const counts = Object.fromEntries(
  (
    [
      ['RateLimit-Limit', 'Questions that the key may ask in a minute.'],
      ['RateLimit-Remaining', 'Questions that are left.'],
      ['RateLimit-Reset', 'Seconds until all of them are there again.'],
    ] as const
  ).map(([name, description]) => [name, { description, schema: { type: 'integer' } }]),
);

const prefer = {
  name: 'Prefer',
  in: 'header',
  description:
    '`decision-token` puts a signed token beside each allowance; check it with /.well-known/jwks.json.',
  schema: { type: 'string' },
};

const post = ({ id, summary, takes, gives, examples }: Operation) => ({
  operationId: id,
  summary,
  parameters: takes.startsWith('Question') ? [prefer] : [],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ref(takes),
        examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      },
    },
  },
  responses: {
    200: { description: 'The answer, a denial included.', headers: counts, ...json(gives) },
    400: refused('The question cannot be read; `detail` names the field.'),
    401: refused('No key, or one that is wrong, over or revoked.'),
    403: refused('The key is bound to other products, or lacks the scope.'),
    413: refused('The body is larger than 1 MB.'),
    429: {
      ...refused('Asked too often.'),
      headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
    },
  },
});

const get = (id: string, summary: string, schema: object) => ({
  operationId: id,
  summary,
  security: [],
  responses: { 200: { description: 'The document.', content: { 'application/json': { schema } } } },
});

/** @param site the origin as configured */
export function openApiDocument(site: string) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Decision API',
      version: '1',
      description:
        'May a product read the data of a business, now or at a moment, and why? The protocol is AuthZEN Authorization API 1.0.',
    },
    servers: [{ url: new URL(site).origin }],
    security: [{ key: [] }],
    paths: {
      ...Object.fromEntries(OPERATIONS.map((operation) => [operation.path, { post: post(operation) }])),
      '/v1/decisions/{evaluation_id}': {
        get: {
          operationId: 'findDecision',
          summary: 'What was answered, again: kept for 13 months.',
          parameters: [{ name: 'evaluation_id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: { description: 'The question and its answer.', headers: counts, ...json('Logged') },
            401: refused('No key, or one that is wrong, over or revoked.'),
            404: refused('Unknown, too old, or of a product that the key is not bound to.'),
          },
        },
      },
      '/.well-known/authzen-configuration': {
        get: get('discover', 'Addresses of this API, as AuthZEN metadata.', ref('Metadata')),
      },
      '/v1/openapi.json': { get: get('describe', 'This document.', { type: 'object' }) },
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, `acc_live_…`.' } },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchemaOf(schema)]),
      ),
    },
  };
}

/** OpenAPI 3.1 takes JSON Schema as it is; the dialect stands in the document once. */
function jsonSchemaOf(schema: z.ZodType): object {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input' });
  return made;
}
