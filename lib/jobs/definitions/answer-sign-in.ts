// Job: answer a request for a sign-in link, in the worker, so that the request takes the same time for every address.
import { answerSignIn } from '../../auth/email-answer';
import { getMailer } from '../../mail/mailer';
import { defineJob } from '../define-job';

export const answerSignInJob = defineJob({
  kind: 'answer-sign-in',
  run: ({ db, now, mail = getMailer }, job, requestId) =>
    answerSignIn({ db, now, ...mail() }, job, requestId),
});
