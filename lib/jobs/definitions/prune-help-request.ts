// Job: delete a question from the help form after its retention.
import { deleteHelpRequest } from '@/db/queries/help-requests';
import { defineJob } from '../define-job';

export const pruneHelpRequest = defineJob({
  kind: 'prune-help-request',
  run: ({ db }, { helpRequestId }) => deleteHelpRequest(db, helpRequestId),
});
