// Job: take in what Codat told of a company; several webhooks share one job.
import { applyWebhooks } from '../../webhooks-in/apply-webhooks';
import { defineJob } from '../define-job';

export const applyWebhooksJob = defineJob({
  kind: 'apply-webhooks',
  run: (tools, { companyId: codatCompanyId }, requestId) =>
    applyWebhooks(tools, { codatCompanyId, requestId }),
});
