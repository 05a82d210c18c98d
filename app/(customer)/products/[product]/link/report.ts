// Report of Codat's Link callbacks to the server: a hint. When it is lost, Codat still knows what happened.
import type { ErrorCallbackArgs } from '@codat/sdk-link-types';
import { type ActionState, IDLE } from '@/lib/action-state';

export type ReportAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
/** The server's answer: `refused` when no agreement is in force any more. */
export type Answer = 'taken' | 'refused';
export type Report = (kind: string, fields?: Record<string, string>) => Promise<Answer>;

/** Milliseconds that leaving the page waits for the last report to arrive. */
const PATIENCE_MS = 8000;

export function createReport(action: ReportAction, hidden: Record<string, string>): Report {
  return (kind, fields = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hidden, ...fields, kind })) form.set(name, value);
    return action(IDLE, form).then(
      (state) => (state.status === 'failed' ? 'refused' : 'taken'),
      // Either the report did not arrive, or the server redirects, for instance to sign-in: then the router is on its way already.
      () => 'taken',
    );
  };
}

export async function inTime(sent: Promise<unknown>): Promise<void> {
  await Promise.race([sent, new Promise((resolve) => window.setTimeout(resolve, PATIENCE_MS))]);
}

/** Characters of an error message that are sent; the server cleans and cuts it. */
const MESSAGE_SENT = 2000;

/** Form fields of an error: the message may hold anything, and goes only into the record. */
export function fieldsOfError({ correlationId, errorCode, message, userRecoverable }: ErrorCallbackArgs) {
  return {
    recoverable: userRecoverable ? 'yes' : 'no',
    ...(correlationId === undefined ? {} : { correlation: correlationId }),
    ...(errorCode === undefined ? {} : { code: String(errorCode) }),
    ...(typeof message === 'string' ? { message: message.slice(0, MESSAGE_SENT) } : {}),
  };
}
