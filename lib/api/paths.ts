// Route list of the API: Next sees one catch-all route, metrics label each of these.
import { createApi } from './app';
import { createDecisionApi } from './decision-api';

export const apiPaths: readonly string[] = [
  ...new Set(
    [...createApi().routes, ...createDecisionApi().routes]
      .map(({ path }) => path)
      // `*` marks middleware, not a route.
      .filter((path) => !/[*:]/.test(path)),
  ),
  '/.well-known/jwks.json',
];
