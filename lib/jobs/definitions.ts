// Registry of jobs: one definition for each kind, checked by the types.
import type { JobKind, JobOf } from '../domain/work/job-kinds';
import type { JobDefinition, JobTools } from './define-job';
import { alignReadingJob } from './definitions/align-reading';
import { answerSignInJob } from './definitions/answer-sign-in';
import { applyWebhooksJob } from './definitions/apply-webhooks';
import { checkConnectionsJob } from './definitions/check-connections';
import { deleteCompany } from './definitions/delete-company';
import { deleteConnectionJob } from './definitions/delete-connection';
import { deleteUnusedConnection } from './definitions/delete-unused-connection';
import { deliverEventJob } from './definitions/deliver-event';
import { erasePeopleJob } from './definitions/erase-people';
import { followReadsJob } from './definitions/follow-reads';
import { pruneHelpRequest } from './definitions/prune-help-request';
import { renameCompany } from './definitions/rename-company';
import { sendHelpRequestJob } from './definitions/send-help-request';
import { sendMailJob } from './definitions/send-mail';
import { syncCodatProductsJob } from './definitions/sync-codat-products';
import { unlinkConnection } from './definitions/unlink-connection';
import { unlinkLapsedConnection } from './definitions/unlink-lapsed-connection';
import { unlinkUnusedConnection } from './definitions/unlink-unused-connection';
import type { RunJob } from './worker';

const DEFINITIONS: { readonly [K in JobKind]: JobDefinition<K> } = {
  'unlink-unused-connection': unlinkUnusedConnection,
  'unlink-connection': unlinkConnection,
  'unlink-lapsed-connection': unlinkLapsedConnection,
  'delete-connection': deleteConnectionJob,
  'delete-unused-connection': deleteUnusedConnection,
  'check-connections': checkConnectionsJob,
  'delete-company': deleteCompany,
  'erase-people': erasePeopleJob,
  'rename-company': renameCompany,
  'sync-codat-products': syncCodatProductsJob,
  'align-reading': alignReadingJob,
  'follow-reads': followReadsJob,
  'apply-webhooks': applyWebhooksJob,
  'deliver-event': deliverEventJob,
  'send-mail': sendMailJob,
  'answer-sign-in': answerSignInJob,
  'send-help-request': sendHelpRequestJob,
  'prune-help-request': pruneHelpRequest,
};

export function createJobRunner(tools: JobTools): RunJob {
  return function run<K extends JobKind>(job: JobOf<K>, requestId: string): Promise<void> {
    return DEFINITIONS[job.kind as K].run(tools, job, requestId);
  };
}
