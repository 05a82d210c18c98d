// Job: delete a connection and what was read through it, because the customer said so.
import { deleteAtCodat } from '../../connection/end-connection';
import { defineJob } from '../define-job';

export const deleteConnectionJob = defineJob({
  kind: 'delete-connection',
  run: (tools, job, requestId) => deleteAtCodat(tools, { ...job, requestId }),
});
