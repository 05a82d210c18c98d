// Job: ask Codat what became of the connections of a business.
import { checkConnections } from '../../connection/check-connections';
import { defineJob } from '../define-job';

export const checkConnectionsJob = defineJob({
  kind: 'check-connections',
  run: (tools, job, requestId) => checkConnections(tools, { ...job, requestId }),
});
