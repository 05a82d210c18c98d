// Endpoint of access tokens for the embedded components: one token opens one company.
import { mintAccessToken, TOKEN_SECONDS } from '../domain/access-token';
import { companyOf, json, type Route } from '../http/http';

export const accessTokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/companies/:companyId/accessToken',
    handle: (world, c) =>
      json({
        expiresIn: TOKEN_SECONDS,
        accessToken: mintAccessToken(world, companyOf(world, c).id),
        tokenType: 'Bearer',
      }),
  },
];
