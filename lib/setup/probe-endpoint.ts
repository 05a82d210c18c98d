// Probe of this site's webhook endpoint with an event signed as Codat would.
import { keyOf } from '../codat/webhook-signature';
import type { SetupLine } from '../domain/work/setup';
import { signedHeaders } from '../webhooks-out/sign';

const TIMEOUT_MS = 5_000;
const CHECK = 'webhook endpoint';

/**
 * The event is of a kind without work, and the same for a whole day, so that it is stored once.
 * @param url of the endpoint
 * @param secret `whsec_…`
 */
export async function probeEndpoint(url: string, secret: string, now: Date): Promise<SetupLine> {
  const status = await deliver(url, secret, now);
  switch (status) {
    case 200:
    case 202:
      return { check: CHECK, state: 'ok', says: 'a signed event was accepted' };
    case 401:
      return {
        check: CHECK,
        state: 'wrong',
        says: 'it refuses what this secret signs',
        next: 'Give CODAT_WEBHOOK_SECRET to every process that serves it, with the same value, and start them again.',
      };
    case 404:
      return {
        check: CHECK,
        state: 'wrong',
        says: 'there is no such address',
        next: 'Start the site with CODAT_WEBHOOK_SECRET set; without it the address is closed.',
      };
    case null:
      return {
        check: CHECK,
        state: 'to-do',
        says: 'it could not be reached from here',
        next: 'Start the site, and see that Codat can reach this address from outside.',
      };
    default:
      return {
        check: CHECK,
        state: 'wrong',
        says: `it answered ${status}`,
        next: 'Look into the log of the site for the line of this webhook.',
      };
  }
}

async function deliver(url: string, secret: string, now: Date): Promise<number | null> {
  const id = `msg_accord_check_${now.toISOString().slice(0, 10)}`;
  const body = JSON.stringify({
    id,
    eventType: 'accord.check',
    generatedDate: now.toISOString(),
    payload: {},
  });
  // Encoded again, since the signing library accepts only strict base64.
  const plain = `whsec_${keyOf(secret).toString('base64')}`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A redirect would lead Codat's events elsewhere too.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: signedHeaders(id, body, [plain], now),
      body,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
