// Job: refresh the connections of a business from Codat.
import { checkConnections } from '../../connection/check-connections';
import { defineJob } from '../define-job';

export const checkConnectionsJob = defineJob({
  kind: 'check-connections',
  run: (tools, job, requestId) => checkConnections(tools, { ...job, requestId }),
});
