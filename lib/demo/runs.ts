// Demo runs: each start of a scenario is a new person and business, recognisable by their issuer.
import type { Db } from '@/db/client';
import { deleteRunSessions, listLatestRuns } from '@/db/queries/demo-runs';
import { recordSignIn } from '../company/record-sign-in';
import { NotFound } from '../errors';
import { SCENARIO_IDS, type Scenario, type ScenarioId } from './scenarios';

/** No sign-in service has this issuer, so a real person can never become a persona, and a persona never a real person. */
const DEMO_ISSUER = 'urn:accord:demo';

export interface Run {
  userId: string;
  companyId: string;
  startedAt: Date;
  /** A session of this person exists. */
  mayGoOn: boolean;
}

/** A new person with a new business. A restart erases nothing in the ledger: it begins with a new business. */
export async function beginRun(
  db: Db,
  { id, persona }: Scenario,
): Promise<{ userId: string; companyId: string }> {
  const runId = crypto.randomUUID();
  const { userId, companyId } = await recordSignIn(db, {
    issuer: DEMO_ISSUER,
    subject: `${id}:${runId}`,
    name: persona.name,
    email: addressOf(persona.email, runId),
    isEmailVerified: true,
    role: persona.role,
    businessId: runId,
    businessName: persona.businessName,
  });
  if (companyId === null) throw new Error('The business of the demo was not made.');
  return { userId, companyId };
}

/** A new person at each start, with an address of their own: a magic link goes to one person only. */
function addressOf(email: string, runId: string): string {
  return email.replace('@', `+${runId.slice(0, 8)}@`);
}

/** The latest start of each scenario that was ever started. */
export async function listRuns(db: Db): Promise<ReadonlyMap<ScenarioId, Run>> {
  const rows = await listLatestRuns(db, DEMO_ISSUER);
  const runs = rows.flatMap(({ scenario, ...run }) => {
    const id = SCENARIO_IDS.find((one) => one === scenario);
    return id === undefined ? [] : [[id, run] as const];
  });
  return new Map(runs);
}

/** @throws NotFound when there is no run to continue */
export async function findRun(db: Db, id: ScenarioId): Promise<Run> {
  const run = (await listRuns(db)).get(id);
  if (!run?.mayGoOn) throw new NotFound('run');
  return run;
}

/** Signs out every persona: Codat has deleted their businesses. */
export function endRuns(db: Db): Promise<void> {
  return deleteRunSessions(db, DEMO_ISSUER);
}
