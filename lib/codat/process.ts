// Owns the process's one Codat client, set up from the environment.
import { getEnv } from '../env';
import { log } from '../log';
import { type Codat, createCodat } from './client';

let codat: Codat | undefined;

export function getCodat(): Codat {
  const env = getEnv();
  codat ??= createCodat({ apiKey: env.CODAT_API_KEY, baseUrl: env.CODAT_BASE_URL, logger: log() });
  return codat;
}
