'use server';
// Server actions of the presenter's page. Each answers with a redirect that names the result, so that it works without JavaScript.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { startDemoSession } from '@/lib/auth/demo-session';
import { getController } from '@/lib/consent/controller';
import { CLOCK_STEPS } from '@/lib/demo/clock-steps';
import { FAULT_CALLS, FAULT_KINDS, newFault } from '@/lib/demo/faults';
import { getCodatCompanyId } from '@/lib/demo/get-director-view';
import { moveClocks, resetClocks } from '@/lib/demo/move-clock';
import { prepareScenario } from '@/lib/demo/prepare-scenario';
import { endRuns, findRun } from '@/lib/demo/runs';
import { getScenario, languageFor, SCENARIO_IDS, type Scenario } from '@/lib/demo/scenarios';
import { NotFound, Upstream } from '@/lib/errors';
import { keepLocale, keepPresenterLocale } from '@/lib/i18n/keep-locale';
import { clock } from '@/lib/runtime/clock';
import { log } from '@/lib/runtime/log';
import { type Demo, requireDemo } from './guard';
import type { News } from './news';

const ScenarioInput = z.object({ scenario: z.enum(SCENARIO_IDS) });
const ClockInput = z.object({ step: z.enum(CLOCK_STEPS) });
const FaultInput = z.object({
  fault: z.enum(FAULT_KINDS),
  calls: z.enum(FAULT_CALLS),
  reach: z.enum(['all', 'business']),
});
const NoInput = z.object({});

export const startScenarioAction = publicAction('startScenario', ScenarioInput, async ({ scenario: id }) => {
  const demo = await requireDemo();
  const scenario = getScenario(id);
  const stage = { control: demo.control, controller: getController(), now: clock.now };
  const who = await orSay('not-started', () => prepareScenario(demo.tools, stage, scenario));
  await enter(demo, scenario, who);
});

export const goOnAction = publicAction('goOn', ScenarioInput, async ({ scenario: id }) => {
  const demo = await requireDemo();
  const run = await orSay('nothing-to-go-on', () => findRun(demo.tools.db, id));
  await enter(demo, getScenario(id), run);
});

export const moveClockAction = publicAction('moveClock', ClockInput, async ({ step }) => {
  const { control, tools } = await requireDemo();
  await orSay('no-sandbox', () => moveClocks({ db: tools.db, logger: log() }, control, step));
  say('clock-moved');
});

export const addFaultAction = publicAction('addFault', FaultInput, async ({ fault, calls, reach }) => {
  const { control, tools, companyId } = await requireDemo();
  await orSay('no-sandbox', async () => {
    const only = reach === 'business' ? await getCodatCompanyId(tools.db, companyId) : null;
    await control.addFault(newFault(fault, calls, only));
  });
  say('fault-added');
});

export const takeBackFaultAction = publicAction(
  'takeBackFault',
  z.object({ id: z.string().max(100) }),
  async ({ id }) => {
    const { control } = await requireDemo();
    await orSay('no-sandbox', () => control.takeBackFault(id));
    say('fault-gone');
  },
);

export const takeBackAllFaultsAction = publicAction('takeBackAllFaults', NoInput, async () => {
  const { control } = await requireDemo();
  await orSay('no-sandbox', () => control.takeBackAllFaults());
  say('faults-gone');
});

export const resetBusinessAction = publicAction('resetBusiness', NoInput, async () => {
  const { control, tools, companyId } = await requireDemo();
  await orSay('no-sandbox', async () => control.reset(await getCodatCompanyId(tools.db, companyId)));
  say('business-reset');
});

export const resetEverythingAction = publicAction('resetEverything', NoInput, async () => {
  const { control, tools } = await requireDemo();
  await orSay('no-sandbox', () => resetClocks(tools.db, control));
  await endRuns(tools.db);
  say('all-reset');
});

async function enter(
  { tools }: Demo,
  { persona, startPath }: Scenario,
  who: Parameters<typeof startDemoSession>[0],
) {
  await startDemoSession(who);
  await keepLocale(languageFor(persona, tools.request.locale));
  await keepPresenterLocale(tools.request.locale);
  redirect(startPath);
}

/** Turns a failure that the presenter did not cause into a sentence on the page. */
async function orSay<T>(problem: News, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFound) return say(problem === 'no-sandbox' ? 'no-business' : problem);
    if (error instanceof Upstream) return say(problem);
    throw error;
  }
}

function say(news: News): never {
  redirect(`/demo?news=${news}`);
}
