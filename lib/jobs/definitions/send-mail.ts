// Job: send one letter, unless what it tells is not true any more.
import { isStillTrue } from '../../expiry/is-still-true';
import { getMailer } from '../../mail/mailer';
import { sendMail } from '../../mail/send-mail';
import { defineJob } from '../define-job';

export const sendMailJob = defineJob({
  kind: 'send-mail',
  run: ({ db, now, mail = getMailer }, { companyId, mailId }) =>
    sendMail({ db, now, isStillTrue, mailer: mail() }, companyId, mailId),
});
