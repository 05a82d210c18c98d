// Kill target of the queue benchmark: a process that takes one job, reports that it has begun, and never completes it.
import { bossIn } from './queue-boss';
import { openOwnQueue } from './queue-own';

const [url = '', folder] = process.argv.slice(2);
const queue = await (folder === undefined ? openOwnQueue : bossIn(folder))(url);
await queue.work(async () => {
  process.send?.('begun');
  await new Promise(() => {});
});
