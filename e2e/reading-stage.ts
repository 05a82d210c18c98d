// Test fixture for reading progress: statuses with a time after every real one, so that the test alone decides the progress.
import { listConnections } from '../db/queries/connections';
import type { Ctx } from '../lib/context';
import { dataTypesOf } from '../lib/domain/product/product';
import { getProduct } from '../lib/product/get-product';
import { recordReads } from '../lib/reading/record-reads';
import { agree, type Control } from './fixtures';

const HOUR_MS = 3_600_000;

export interface ReadingStage {
  connectionId: string;
  /** Sets data types, all of them when none are named, to one of Codat's statuses. */
  say(status: string, dataTypes?: readonly string[]): Promise<void>;
  /** Completes every data type that is not complete yet. */
  finish(): Promise<void>;
}

/** Business insights with Xero: every data type is being read and none is complete until the test says so. */
export async function readingXero(ctx: Ctx, control: Control): Promise<ReadingStage> {
  await agree(ctx);
  await control.connected(ctx, 'gbol');
  const [connection] = await listConnections(ctx.db, ctx.companyId);
  if (connection === undefined) throw new Error('Nothing is connected.');
  const all = dataTypesOf(await getProduct(ctx.db, 'business-insights'), 'Accounting');
  const open = new Set(all);
  let step = 0;
  const stage: ReadingStage = {
    connectionId: connection.id,
    async say(status, dataTypes = all) {
      step += 1;
      for (const dataType of dataTypes) {
        if (['Fetching', 'Mapping'].includes(status)) open.add(dataType);
        else open.delete(dataType);
      }
      const lastReadAt = status === 'Complete' ? new Date() : null;
      const said = dataTypes.map((dataType) => ({
        connectionId: connection.id,
        dataType,
        status,
        syncId: 'as-the-test-says',
        lastReadAt,
      }));
      // Statuses that Codat itself reports meanwhile are older, and are ignored.
      const askedAt = new Date(Date.now() + HOUR_MS + step);
      await recordReads(ctx.db, ctx.companyId, {
        said,
        offers: () => null,
        askedAt,
        now: new Date(),
        requestId: 'journey',
      });
    },
    finish: () => stage.say('Complete', [...open]),
  };
  await stage.say('Fetching');
  return stage;
}
