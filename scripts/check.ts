// Command: the checks that need neither a database nor a browser.
import { format, typegen, types, unit } from './checks';
import { runStages } from './run-stages';

await runStages(async (run) => {
  for (const stage of [format, typegen, types, unit]) await run(stage);
});
