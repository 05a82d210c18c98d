// Evaluator of the published AuthZEN certification scenario: two people, two records, eight decisions.
// Source: github.com/openid/authzen, certification/authorization-api-1_0-scenario.md, section "Required Fixture".

import type { AuthzenEntity, AuthzenQuestion } from '../lib/access/authzen-question';
import type { Evaluator } from '../lib/access/evaluator';

const PEOPLE = ['alice', 'bob'];
const RECORDS = ['record-1', 'record-2'];
const ACTIONS = ['read', 'write', 'delete'];
/** What is known of an entity where a question does not say it. */
const KNOWN: Record<string, Record<string, unknown>> = {
  bob: { role: 'admin' },
  'record-1': { status: 'active' },
  'record-2': { status: 'archived' },
};

const isPermitted = ({
  subject,
  action,
  resource,
}: Pick<AuthzenQuestion, 'subject' | 'action' | 'resource'>) => {
  if (subject.type !== 'user' || !PEOPLE.includes(subject.id)) return false;
  if (resource.type !== 'record' || !RECORDS.includes(resource.id)) return false;
  if (action.name === 'read') return true;
  if (action.name === 'delete') return subject.id === 'alice' && action.properties?.soft === true;
  if (action.name !== 'write') return false;
  const status = resource.properties?.status ?? KNOWN[resource.id]?.status;
  if (status === 'archived') return subject.properties?.role === 'admin';
  return subject.id === 'alice';
};

const known = (
  { type, properties }: Pick<AuthzenEntity, 'type' | 'properties'>,
  id: string,
): AuthzenEntity => ({
  type,
  id,
  properties: { ...KNOWN[id], ...properties },
});

export const certificationEvaluator: Evaluator = {
  evaluate: async (questions) => questions.map((question) => ({ decision: isPermitted(question) })),
  searchSubjects: async ({ subject, action, resource }) => ({
    results: PEOPLE.filter((id) => isPermitted({ subject: known(subject, id), action, resource })).map(
      (id) => ({
        type: subject.type,
        id,
      }),
    ),
  }),
  searchResources: async ({ subject, action, resource }) => ({
    results: RECORDS.filter((id) => isPermitted({ subject, action, resource: known(resource, id) })).map(
      (id) => ({
        type: resource.type,
        id,
      }),
    ),
  }),
  searchActions: async ({ subject, resource }) => ({
    results: ACTIONS.filter((name) => isPermitted({ subject, action: { name }, resource })).map((name) => ({
      name,
    })),
  }),
};
