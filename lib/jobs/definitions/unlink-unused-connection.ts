// Job: unlink a connection that no agreement needs. During an outage the job may wait for days: a later consent wins.
import { unlinkAtCodat } from '../../connection/end-connection';
import { isUnused } from '../../connection/end-preconditions';
import { defineJob } from '../define-job';

export const unlinkUnusedConnection = defineJob({
  kind: 'unlink-unused-connection',
  run: (tools, { companyId, connectionId }, requestId) =>
    unlinkAtCodat(tools, { companyId, connectionId, requestId }, (tx, order, at) =>
      isUnused(tx, order.companyId, order.connectionId, at),
    ),
});
