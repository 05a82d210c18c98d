// Job: delete a connection after its retention, unless a later consent needs it.
import { deleteAtCodat } from '../../connection/end-connection';
import { isUnused } from '../../connection/end-preconditions';
import { defineJob } from '../define-job';

export const deleteUnusedConnection = defineJob({
  kind: 'delete-unused-connection',
  run: (tools, { companyId, connectionId }, requestId) =>
    deleteAtCodat(tools, { companyId, connectionId, requestId }, (tx, order, at) =>
      isUnused(tx, order.companyId, order.connectionId, at),
    ),
});
