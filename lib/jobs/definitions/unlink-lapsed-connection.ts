// Job: unlink an expired connection, unless the customer reconfirmed it or signed in at the bank while the job waited.
import { unlinkAtCodat } from '../../connection/end-connection';
import { isAccessLapsed } from '../../connection/end-preconditions';
import { defineJob } from '../define-job';

export const unlinkLapsedConnection = defineJob({
  kind: 'unlink-lapsed-connection',
  run: (tools, { companyId, connectionId }, requestId) =>
    unlinkAtCodat(tools, { companyId, connectionId, requestId }, (tx, order, at) =>
      isAccessLapsed(tx, order.companyId, order.connectionId, at),
    ),
});
