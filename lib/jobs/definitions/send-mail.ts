// Job: send one letter, unless its news is no longer true.
import { isStillTrue } from '../../expiry/is-still-true';
import { getMailer } from '../../mail/mailer';
import { sendMail } from '../../mail/send-mail';
import { defineJob } from '../define-job';

export const sendMailJob = defineJob({
  kind: 'send-mail',
  run: ({ db, now, mail = getMailer }, { companyId, mailId }) =>
    sendMail({ db, now, isStillTrue, mailer: mail() }, companyId, mailId),
});
