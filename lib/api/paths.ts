// Owns the addresses of the API that have no parameters: Next sees them as one, figures tell them apart.
import { createApi } from './app';

export const apiPaths: readonly string[] = [
  ...new Set(
    createApi()
      .routes.map(({ path }) => path)
      // `*` stands for what is asked before each of them.
      .filter((path) => !/[*:]/.test(path)),
  ),
  '/.well-known/jwks.json',
];
