'use server';
// Server actions: end one of the person's own sessions, or all others. They do nothing if the person has signed in anew since the page was shown.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ownAction } from '@/lib/action';
import { endOtherSessions, endOwnSession } from '@/lib/auth/end-sessions';
import { log } from '@/lib/runtime/log';

const here = z.uuid();

export const endSessionAction = ownAction(
  'endSession',
  z.object({ here, session: z.uuid() }),
  async (ctx, input) => {
    if (input.here !== ctx.sessionId) redirect('/sessions?ended=none');
    await endOwnSession({ ...ctx, logger: log() }, input.session);
    redirect('/sessions?ended=yes');
  },
);

export const endOtherSessionsAction = ownAction(
  'endOtherSessions',
  z.object({ here }),
  async (ctx, input) => {
    if (input.here !== ctx.sessionId) redirect('/sessions?ended=none');
    await endOtherSessions({ ...ctx, logger: log() }, ctx.sessionId);
    redirect('/sessions?ended=yes');
  },
);
