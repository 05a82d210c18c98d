// Chaos run, from its seed to its verdict.
import { eq } from 'drizzle-orm';
import { connectDatabase } from '@/db/client';
import { users } from '@/db/schema/people';
import type { Ctx } from '@/lib/context';
import { openCheckpoints } from '@/lib/ledger/checkpoint-store';
import { setReceiptIssuer } from '@/lib/receipt/issuer';
import { checkEnv } from '@/lib/runtime/env';
import { siteOf } from '@/lib/setup/facts';
import { setUpCodat } from '@/lib/setup/set-up-codat';
import { addressPolicy, sealKeys } from '@/lib/webhooks-out/settings';
import { addSubscriber } from '@/lib/webhooks-out/subscribers';
import { makeCodat, makeCustomer, makeSession, makeTools } from '../factories';
import { receiptIssuer } from '../receipt-issuer';
import { startReceiver } from '../receiver';
import { SandboxControl } from '../sandbox-control';
import { CHECKS } from './checks';
import { createExpectationLog } from './expectation-log';
import { rage, startFaultInjector } from './fault-injector';
import { startMachine } from './machine';
import { startPeople } from './people';
import { createRng } from './rng';
import { settle } from './settle';
import { vouch } from './vouch';
import { live } from './workload';

export interface ChaosOptions {
  seed: number;
  businesses: number;
  /** Seconds of fault injection. */
  seconds: number;
}

export interface Verdict {
  /** Violations by check, in lines. */
  wrong: Record<string, string[]>;
  /** Summary of the run, in a line. */
  story: string;
}

/** Most milliseconds between two acts of one customer, for each business there is: all of them share two cores. */
const PAUSE_PER_BUSINESS = 60;
const SERVERS = 2;
/** One business of this many has an e-mail address. */
const WITH_ADDRESS = 5;

const nameOf = (number: number) => `Kestrel Coffee ${number}`;

export async function runChaos({ seed, businesses: count, seconds }: ChaosOptions): Promise<Verdict> {
  const machine = await startMachine(createRng(seed, 'machine'));
  // The checks decrypt what the processes have encrypted, and prove what they have signed.
  process.env.PERSON_KEY = machine.env.PERSON_KEY;
  process.env.ACCORD_E2E_RECEIPT_KEYS = machine.env.RECEIPT_SIGNING_KEYS;
  setReceiptIssuer(receiptIssuer());
  const owner = connectDatabase(machine.ownerUrl, 'owner');
  const receiver = await startReceiver();
  const people = await startPeople(
    { ...machine.env, ACCORD_E2E_RECEIPT_KEYS: machine.env.RECEIPT_SIGNING_KEYS ?? '' },
    SERVERS,
    createRng(seed, 'people'),
  );
  try {
    const control = new SandboxControl(machine.sandboxUrl);
    const codat = makeCodat({ url: machine.sandboxUrl, config: { apiKey: machine.apiKey } }, 5_000);
    const checked = checkEnv(machine.env);
    if (!checked.ok) throw new Error(checked.problems.join('\n'));
    const { id: subscriberId } = await addSubscriber(
      {
        db: owner.db,
        seal: sealKeys(checked.env),
        policy: addressPolicy(checked.env),
      },
      { name: 'chaos', url: receiver.url, types: null, products: null },
    );
    await setUpCodat(codat, siteOf(checked.env, machine.webhookUrl));
    const businesses: Ctx[] = [];
    const tokens: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const ctx = await makeCustomer(makeTools(owner.db, codat), nameOf(number));
      businesses.push(ctx);
      tokens.push(await makeSession(owner.db, ctx.actor.userId, ctx.companyId));
    }

    // Each letter with a receipt needs a PDF, which takes longer than the event itself: so few people have an address.
    const silent = businesses.filter((_, number) => number % WITH_ADDRESS !== 0);
    for (const { actor } of silent) {
      await owner.db.update(users).set({ email: null }).where(eq(users.id, actor.userId));
    }

    const expectations = createExpectationLog();
    await startFaultInjector(control);
    const until = Date.now() + seconds * 1_000;
    const around = {
      origin: checked.env.NEXTAUTH_URL,
      people,
      control,
      expectations,
      pauseMs: PAUSE_PER_BUSINESS * count,
      until,
    };
    const checkpoints = openCheckpoints(machine.env.CHECKPOINT_DIR ?? '');
    const [faultInjector] = await Promise.all([
      rage(machine, people, createRng(seed, 'storm'), until),
      vouch(owner.db, checkpoints, checked.env.RECEIPT_SIGNING_KEYS, until),
      ...businesses.map(async ({ companyId, actor: { userId } }, number) => {
        const token = tokens[number] ?? '';
        await live(
          { companyId, userId, name: nameOf(number), token },
          createRng(seed, `life ${number}`),
          around,
        );
      }),
    ]);
    await settle(owner.db, control, codat, businesses);

    const facts = {
      db: owner.db,
      databaseUrl: machine.ownerUrl,
      businesses,
      expectations,
      control,
      receiver,
      subscriberId,
      receiptKeys: checked.env.RECEIPT_SIGNING_KEYS.published,
      checkpoints,
    };
    const wrong: Verdict['wrong'] = {};
    for (const [name, check] of Object.entries(CHECKS)) wrong[name] = await check(facts);
    const deaths = Object.entries(faultInjector.deaths).map(([what, times]) => `${what} ${times}`);
    const story = `${count} businesses, ${expectations.entries.length} acts (${expectations.count('told')} told, ${expectations.count('refused')} refused, ${expectations.count('unknown')} unknown), deaths: ${deaths.join(', ')}`;
    return { wrong, story };
  } finally {
    await people.stop();
    await owner.close();
    await receiver.close();
    await machine.stop();
  }
}
