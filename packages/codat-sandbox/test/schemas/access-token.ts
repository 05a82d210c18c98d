// Owns the expected shape of the token for embedded components: one company, one day.
import { z } from 'zod';

export const accessTokenSchema = z.strictObject({
  expiresIn: z.literal(86_400),
  accessToken: z.string().min(20),
  tokenType: z.literal('Bearer'),
});
