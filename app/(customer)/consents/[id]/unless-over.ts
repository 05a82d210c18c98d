// Answer to a press in a page that was overtaken: nothing is done, and the page of the agreement says what holds now, since when and by whom.
import { Precondition } from '@/lib/errors';

/** The rule refuses what does not fit to how things stand by now, such as pausing what somebody has stopped meanwhile. */
const OVERTAKEN = ['consent-missing', 'not-renewable'];

export async function unlessOver(change: Promise<unknown>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof Precondition) || !OVERTAKEN.includes(error.code)) throw error;
  });
}
