// Choice of the sentence that explains the state of a connection; a connection for uploaded files has no platform to name.
import { shownState } from '@/lib/domain/access/access-now';
import type { ConnectionFacts } from '@/lib/domain/connection/connection';

export function explanationOf(connection: ConnectionFacts, now: Date) {
  const shown = shownState(connection, now);
  if (connection.isUpload !== true || shown === 'deleted') return shown;
  if (shown === 'Linked' || shown === 'check') return 'files';
  return shown === 'PendingAuth' || shown === 'starting' ? 'filesWaiting' : 'filesStopped';
}
