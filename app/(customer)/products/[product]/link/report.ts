// Owns telling the server what Codat's window said. It is a hint: when it gets lost, Codat still knows what happened.
import type { ErrorCallbackArgs } from '@codat/sdk-link-types';
import { type ActionState, IDLE } from '@/lib/action-state';

export type ReportAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
/** What the server made of it: `refused` when nothing is agreed any more. */
export type Answer = 'taken' | 'refused';
export type Report = (kind: string, fields?: Record<string, string>) => Promise<Answer>;

/** Nobody waits longer than this for a last word to arrive (milliseconds). */
const PATIENCE_MS = 8000;

export function createReport(action: ReportAction, hidden: Record<string, string>): Report {
  return (kind, fields = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hidden, ...fields, kind })) form.set(name, value);
    return action(IDLE, form).then(
      (state) => (state.status === 'failed' ? 'refused' : 'taken'),
      // Not arrived, or the server leads elsewhere, such as to sign in: then the router is on its way already.
      () => 'taken',
    );
  };
}

export async function inTime(sent: Promise<unknown>): Promise<void> {
  await Promise.race([sent, new Promise((resolve) => window.setTimeout(resolve, PATIENCE_MS))]);
}

/** Characters of a message that are told; the server cleans and cuts it. */
const MESSAGE_SENT = 2000;

/** What is told of an error: the message may hold anything, and is for the record alone. */
export function fieldsOfError({ correlationId, errorCode, message, userRecoverable }: ErrorCallbackArgs) {
  return {
    recoverable: userRecoverable ? 'yes' : 'no',
    ...(correlationId === undefined ? {} : { correlation: correlationId }),
    ...(errorCode === undefined ? {} : { code: String(errorCode) }),
    ...(typeof message === 'string' ? { message: message.slice(0, MESSAGE_SENT) } : {}),
  };
}
