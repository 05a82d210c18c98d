// Job: pass a question from the help form on to the support team.
import { getMailer } from '../../mail/mailer';
import { sendHelpRequest } from '../../mail/send-help-request';
import { defineJob } from '../define-job';

export const sendHelpRequestJob = defineJob({
  kind: 'send-help-request',
  run: ({ db, now, mail = getMailer }, { helpRequestId }) =>
    sendHelpRequest({ db, now, mailer: mail() }, helpRequestId),
});
