'use server';
// Server action: records the callbacks of Codat's embedded Link, and refuses when the window has to close.
import { customerAction } from '@/lib/action';
import { LinkReport, toCallback } from '@/lib/embedded-link/read-callback';
import { recordCallback } from '@/lib/embedded-link/record-callback';
import { requireStanding } from '@/lib/embedded-link/require-standing';
import { log } from '@/lib/runtime/log';
import { getLimiter } from '@/lib/security/rate-limit';

export const reportLinkAction = customerAction('reportLink', LinkReport, async (ctx, input) => {
  // A callback over the limit is dropped in silence: a refusal would end the customer's visit, and Codat knows what happened.
  if (!(await getLimiter().take('link-callback', ctx)).ok) return { status: 'done' };
  if (input.kind === 'back') {
    await requireStanding(ctx, input.product);
    return { status: 'done' };
  }
  if (input.kind === 'failed') {
    const { correlation, code, recoverable } = input;
    const { requestId } = ctx.request;
    log().warn({ event: 'link.failed', requestId, correlationId: correlation, code, recoverable });
  }
  await recordCallback(ctx, input.product, toCallback(input));
  return { status: 'done' };
});
