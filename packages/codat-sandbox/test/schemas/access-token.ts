// Wire schema of access tokens for embedded components.
import { z } from 'zod';

export const accessTokenSchema = z.strictObject({
  expiresIn: z.literal(86_400),
  accessToken: z.string().min(20),
  tokenType: z.literal('Bearer'),
});
