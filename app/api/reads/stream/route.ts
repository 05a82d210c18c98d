// Route handler: reading progress as Server-Sent Events from our own record, until it is complete or the session ends.
import { getHub } from '@/lib/reading/hub';
import { openStream } from '@/lib/reading/open-stream';
import { getStreams } from '@/lib/reading/streams';
import { readAsked, refuse } from '../asked';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Forbids caches to keep it and proxies to compress or buffer it.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export async function GET(request: Request): Promise<Response> {
  const asked = await readAsked(request);
  if (asked instanceof Response) return asked;
  const { watcher, refresh, say } = asked;
  if ((await asked.read()) === null) return refuse(404);
  let end = () => {};
  const leave = getStreams().admit(watcher.userId, () => end());
  if (leave === null) return refuse(429);
  const stream = openStream({
    isAllowed: () => watcher.isStillThere(),
    async read() {
      const reads = await asked.read();
      if (reads === null) return null;
      const { isSettled, nextPollInMs } = reads;
      return { body: JSON.stringify(say(reads)), isSettled, nextPollInMs };
    },
    refresh,
    subscribe: (wake) => getHub().subscribe(watcher.companyId, wake),
    onEnd: leave,
  });
  end = stream.end;
  request.signal.addEventListener('abort', end);
  return new Response(stream.body, { headers: HEADERS });
}
