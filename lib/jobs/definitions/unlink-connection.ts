// Job: unlink a connection because the customer asked for it, whatever was agreed since.
import { unlinkAtCodat } from '../../connection/end-connection';
import { defineJob } from '../define-job';

export const unlinkConnection = defineJob({
  kind: 'unlink-connection',
  run: (tools, job, requestId) => unlinkAtCodat(tools, { ...job, requestId }),
});
