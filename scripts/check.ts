// Owns the checks that need no database and no browser.
import { format, typegen, types, unit } from './checks';
import { runStages } from './run-stages';

await runStages(async (run) => {
  for (const stage of [format, typegen, types, unit]) await run(stage);
});
