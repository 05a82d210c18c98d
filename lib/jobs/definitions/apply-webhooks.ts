// Job: apply Codat's webhooks about a company; several webhooks share one job.
import { applyWebhooks } from '../../webhooks-in/apply-webhooks';
import { defineJob } from '../define-job';

export const applyWebhooksJob = defineJob({
  kind: 'apply-webhooks',
  run: (tools, { companyId: codatCompanyId }, requestId) =>
    applyWebhooks(tools, { codatCompanyId, requestId }),
});
