// Job definition: the code for one kind of job. Its payload and ordering key are in lib/domain/work/job-kinds.ts.
import type { Db } from '@/db/client';
import type { Codat } from '../codat/client';
import type { JobKind, JobOf } from '../domain/work/job-kinds';
import type { Mailer } from '../mail/mailer';
import type { OutboundTools } from '../webhooks-out/deliver';

export interface JobTools {
  db: Db;
  codat: Codat;
  /** Business time. */
  now: () => Date;
  /** The process's own when absent; created for the first letter, since other processes need no mail server. */
  mail?: () => Mailer;
  /** The process's own when absent. */
  outbound?: () => OutboundTools;
}

export interface JobDefinition<K extends JobKind> {
  kind: K;
  /**
   * Runs again after a failure, and may run twice: it must be idempotent.
   * @throws PermanentFailure when no retry can help; NotNow to run again later without having failed
   */
  run(tools: JobTools, job: JobOf<K>, requestId: string): Promise<void>;
}

export function defineJob<K extends JobKind>(definition: JobDefinition<K>): JobDefinition<K> {
  return definition;
}
