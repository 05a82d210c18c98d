// Handlers of work that is due to people: one verb for each kind.
import type { Db } from '@/db/client';
import { deleteHelpRequest } from '@/db/queries/help-requests';
import { answerSignIn } from '../auth/email-answer';
import type { MailJob } from '../domain/work/job';
import { isStillTrue } from '../expiry/is-still-true';
import { getDesk, type MailDesk } from '../mail/desk';
import { sendHelpRequest } from '../mail/send-help-request';
import { sendMail } from '../mail/send-mail';

type MailHandlers = {
  [K in MailJob['kind']]: (job: Extract<MailJob, { kind: K }>, requestId: string) => Promise<void>;
};

/** @param tools `mail` is asked when a letter is due: a process that sends none needs no mail server */
export function createMailHandlers(tools: { db: Db; now: () => Date; mail?: () => MailDesk }): MailHandlers {
  const { db, now, mail = getDesk } = tools;
  return {
    'send-mail': (job) => sendMail({ db, now, isStillTrue, desk: mail() }, job.companyId, job.mailId),
    'send-help-request': (job) => sendHelpRequest({ db, now, desk: mail() }, job.helpRequestId),
    'forget-help-request': (job) => deleteHelpRequest(db, job.helpRequestId),
    'answer-sign-in': (job, requestId) => answerSignIn({ db, now, ...mail() }, job, requestId),
  };
}
