// Handling of stale pages: an action that no longer fits the state of the agreement does nothing, and the agreement's page then says what holds, since when and by whom.
import { Precondition } from '@/lib/errors';

/** Refusals that mean that the state has changed since the page was shown, such as pausing an agreement that a colleague has withdrawn. */
const OVERTAKEN = ['consent-missing', 'not-renewable'];

export async function unlessOver(change: Promise<unknown>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof Precondition) || !OVERTAKEN.includes(error.code)) throw error;
  });
}
