// Owns the addresses of the API, which Next sees as one: those that have no parameters.
import { createApi } from '../api/app';

/** `*` stands for what is asked before each of them. */
export const apiPaths: readonly string[] = [
  ...new Set(
    createApi()
      .routes.map(({ path }) => path)
      .filter((path) => !/[*:]/.test(path)),
  ),
  '/.well-known/jwks.json',
  '/metrics',
];
