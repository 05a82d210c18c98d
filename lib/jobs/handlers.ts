// Dispatch table: each kind of job with the verb that does it.
import type { Db } from '@/db/client';
import { deleteHelpRequest } from '@/db/queries/help-requests';
import { answerSignIn } from '../auth/email-answer';
import type { Codat } from '../codat/client';
import { renameAtCodat } from '../company/rename-business';
import { checkConnections } from '../connection/check-connections';
import { deleteAtCodat, type StillDue, unlinkAtCodat } from '../connection/end-connection';
import { isLapsed, isUnused } from '../connection/end-preconditions';
import type { ConnectionJob, MailJob } from '../domain/work/job';
import { PermanentFailure, Upstream } from '../errors';
import { isStillTrue } from '../expiry/is-still-true';
import { getMailer, type Mailer } from '../mail/mailer';

import { sendHelpRequest } from '../mail/send-help-request';
import { sendMail } from '../mail/send-mail';
import { alignReading } from '../reading/align-reading';
import { followReads } from '../reading/follow-reads';
import { deleteCompanyAtCodat } from '../retention/erase-business';
import { erasePersonalData } from '../retention/erase-personal-data';
import { syncCodatProducts } from '../sync/sync-codat-products';
import { applyWebhooks } from '../webhooks-in/apply-webhooks';
import { deliverEvent, type OutboundTools } from '../webhooks-out/deliver';
import { getOutboundTools } from '../webhooks-out/process';
import type { JobHandlers } from './worker';

export function createHandlers(tools: {
  db: Db;
  codat: Codat;
  now: () => Date;
  /** The process's own when absent. */
  mail?: () => Mailer;
  /** The process's own when absent. */
  outbound?: () => OutboundTools;
}): JobHandlers {
  // Between owing and doing, days of a Codat that is down may pass: what the customer has agreed to since comes first.
  const whileDue =
    (work: typeof unlinkAtCodat, stillDue: StillDue) =>
    ({ companyId, connectionId }: ConnectionJob, requestId: string) =>
      work(tools, { companyId, connectionId, requestId }, stillDue);
  const unused: StillDue = (tx, { companyId, connectionId }, at) => isUnused(tx, companyId, connectionId, at);
  // Confirmed here, or signed in again at the bank, while Codat was down: then it goes on.
  const lapsed: StillDue = (tx, { companyId, connectionId }, at) => isLapsed(tx, companyId, connectionId, at);
  return {
    'unlink-unused-connection': whileDue(unlinkAtCodat, unused),
    'delete-unused-connection': whileDue(deleteAtCodat, unused),
    'unlink-lapsed-connection': whileDue(unlinkAtCodat, lapsed),
    'unlink-connection': (job, requestId) => unlinkAtCodat(tools, { ...job, requestId }),
    'delete-connection': (job, requestId) => deleteAtCodat(tools, { ...job, requestId }),
    'sync-codat-products': ({ companyId }) => orGiveUp(syncCodatProducts(tools, companyId)),
    'align-reading': (job, requestId) => alignReading(tools, { ...job, requestId }),
    'rename-company': ({ companyId }) => renameAtCodat(tools, companyId),
    'delete-company': (job, requestId) => deleteCompanyAtCodat(tools, { ...job, requestId }),
    'erase-people': (job) => erasePersonalData(tools.db, job),
    'check-connections': (job, requestId) => checkConnections(tools, { ...job, requestId }),
    'apply-webhooks': (job, requestId) => applyWebhooks(tools, { codatCompanyId: job.companyId, requestId }),
    'deliver-event': (job) => deliverEvent((tools.outbound ?? getOutboundTools)(), job),
    'follow-reads': (job, requestId) => followReads(tools, job, requestId),
    ...createMailHandlers(tools),
  };
}

/** A product that this client of Codat does not have, or may not switch, will not be there at the next attempt either. */
async function orGiveUp(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const isForGood = error instanceof Upstream && ['not-found', 'refused', 'invalid'].includes(error.kind);
    if (!isForGood) throw error;
    throw new PermanentFailure(
      `${error.message}: check CODAT_PRODUCT_IDS, and that Codat lets you use its products`,
    );
  }
}

type MailHandlers = {
  [K in MailJob['kind']]: (job: Extract<MailJob, { kind: K }>, requestId: string) => Promise<void>;
};

/** @param tools `mail` is asked when a letter is due: a process that sends none needs no mail server */
function createMailHandlers(tools: { db: Db; now: () => Date; mail?: () => Mailer }): MailHandlers {
  const { db, now, mail = getMailer } = tools;
  return {
    'send-mail': (job) => sendMail({ db, now, isStillTrue, mailer: mail() }, job.companyId, job.mailId),
    'send-help-request': (job) => sendHelpRequest({ db, now, mailer: mail() }, job.helpRequestId),
    'prune-help-request': (job) => deleteHelpRequest(db, job.helpRequestId),
    'answer-sign-in': (job, requestId) => answerSignIn({ db, now, ...mail() }, job, requestId),
  };
}
