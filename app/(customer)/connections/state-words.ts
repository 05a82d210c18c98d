// Which sentence explains where a connection stands: behind files there is no platform.
import { type ConnectionFacts, shownState } from '@/lib/domain/connection';

export function explanationOf(connection: Pick<ConnectionFacts, 'state' | 'doubt' | 'isUpload'>) {
  const shown = shownState(connection);
  if (connection.isUpload !== true || shown === 'deleted') return shown;
  if (shown === 'Linked' || shown === 'check') return 'files';
  return shown === 'PendingAuth' || shown === 'starting' ? 'filesWaiting' : 'filesStopped';
}
