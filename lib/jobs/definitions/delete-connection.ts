// Job: delete a connection and the data read through it, because the customer asked for it.
import { deleteAtCodat } from '../../connection/end-connection';
import { defineJob } from '../define-job';

export const deleteConnectionJob = defineJob({
  kind: 'delete-connection',
  run: (tools, job, requestId) => deleteAtCodat(tools, { ...job, requestId }),
});
