'use server';
// Server actions of one connection: reconnect, disconnect, delete, and answer whether the organisation is right.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { answerCheck } from '@/lib/connection/answer-check';
import { deleteConnection } from '@/lib/connection/delete-connection';
import { disconnectConnection } from '@/lib/connection/disconnect-connection';
import { reconnect } from '@/lib/connection/reconnect';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import { getEnv } from '@/lib/runtime/env';
import { limit } from '@/lib/security/rate-limit';

const connection = z.uuid();
const One = z.object({ connection });
/** Product whose page the customer came from: a claim, used only to lead back there. */
const product = z
  .string()
  .regex(/^[a-z0-9-]{0,60}$/)
  .default('');

export const reconnectAction = customerAction('reconnect', One.extend({ product }), async (ctx, input) => {
  await limit('codat-action', ctx);
  const { url } = await reconnect(ctx, {
    connectionId: input.connection,
    asking: input.product,
    linkOrigins: getEnv().CODAT_LINK_ORIGINS,
  });
  redirect(url);
});

export const disconnectAction = customerAction('disconnectConnection', One, async (ctx, input) => {
  await disconnectConnection(ctx, input.connection);
  redirect(`/connections/${input.connection}`);
});

export const deleteAction = customerAction('deleteConnection', One, async (ctx, input) => {
  await deleteConnection(ctx, input.connection);
  redirect(`/connections/${input.connection}`);
});

const Answer = z.object({
  connection,
  check: z.guid(),
  answer: z.enum(['right', 'wrong']),
  product,
});

export const answerCheckAction = customerAction('answerCheck', Answer, async (ctx, input) => {
  const { connection: connectionId, check: checkId, answer, product } = input;
  const outcome = await answerCheck(ctx, { connectionId, checkId, answer });
  const here = `/connections/${connectionId}`;
  if (outcome === 'changed') redirect(`${here}/check?product=${product}`);
  if (answer === 'wrong') redirect(reconnectPlace(connectionId, product));
  redirect(product === '' ? here : `/products/${product}/done`);
});
