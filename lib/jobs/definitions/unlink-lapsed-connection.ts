// Job: unlink a connection whose time is over, unless it was confirmed here or signed in to at the bank while Codat was down.
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
