// Client network of a request, derived behind the configured number of trusted proxies.
import { type ClientNetwork, clientNetwork } from '../domain/http/client-network';
import { getEnv } from '../runtime/env';

export function networkOf(headers: Pick<Headers, 'get'>, hops = getEnv().TRUSTED_PROXIES): ClientNetwork {
  return clientNetwork(headers.get('x-forwarded-for'), hops);
}
