// Owns a process that takes one piece of work and never ends it, to be killed: it says so when it has begun.
import { bossIn } from './queue-boss';
import { openOwnQueue } from './queue-own';

const [url = '', folder] = process.argv.slice(2);
const queue = await (folder === undefined ? openOwnQueue : bossIn(folder))(url);
await queue.work(async () => {
  process.send?.('begun');
  await new Promise(() => {});
});
