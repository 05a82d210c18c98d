// Forgeries with the database role of the app or of the owner: a hundred from a seed, each named by the audit and to staff.
import { randomInt, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findCompany } from '@/db/queries/companies';
import { findConsent, insertEvents, upsertConsents } from '@/db/queries/consents';
import { findChainHead } from '@/db/queries/proven-events';
import { insertReceipts, listCompanyReceipts } from '@/db/queries/receipts';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { forgeEvent, forger, PROOFS } from '@/e2e/forged-event';
import { forgeSnapshot, IN_PLACE, putInPlace, STANDINGS } from '@/e2e/forged-rows';
import { NO_CODAT } from '@/e2e/no-codat';
import { cutOff } from '@/e2e/owner-forgery';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent } from '../consent/pause-consent';
import type { ConsentEventBody } from '../domain/consent/consent';
import { project } from '../domain/consent/projection';
import { makeCheckpoint } from '../domain/ledger/checkpoint';
import { hashEvent } from '../domain/ledger/ledger';
import type { SigningKey } from '../domain/receipt/receipt-keys';
import { publishedKeys } from '../receipt/check-receipt-text';
import { getReceiptIssuer } from '../receipt/issuer';
import { getStaffBusiness } from '../staff/get-business';
import { getCheckpointState } from '../staff/get-checkpoint-state';
import { auditCheckpoints } from './audit-checkpoints';
import { openCheckpoints } from './checkpoint-store';
import { ownHeads } from './own-checkpoints';
import { verifyLedger } from './verify-ledger';
import { writeCheckpoint } from './write-checkpoint';

const database = useTestDatabase();

/** A business that agreed to something and paused it. @returns its id */
async function honest(): Promise<string> {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  await pauseConsent(ctx, 'lending');
  return ctx.companyId;
}

async function headOf(companyId: string) {
  const head = await findChainHead(database.db, companyId);
  if (head === null) throw new Error('there is no event');
  return head;
}

async function bringInLine(companyId: string, body: ConsentEventBody): Promise<void> {
  const before = await findConsent(database.db, companyId, body.service.product_id);
  await upsertConsents(database.db, [project(before, body)]);
}

/** Copies a genuine receipt beside an event. */
async function forgeReceipt(companyId: string, eventId: string, id: string): Promise<void> {
  const [ours] = await listCompanyReceipts(database.db, companyId);
  if (ours === undefined) throw new Error('there is no receipt');
  await insertReceipts(database.db, [{ ...ours, id, eventId }]);
}

type Forgery = fc.Arbitrary<{ what: string; forge: (companyId: string) => Promise<string> }>;
const proofs = fc.constantFrom(...(Object.keys(PROOFS) as (keyof typeof PROOFS)[]));

const event: Forgery = fc
  .record({
    type: fc.constantFrom('given', 'amended', 'resumed', 'withdrawn', 'expired', 'source_added' as const),
    proof: proofs,
    hoursAgo: fc.constantFrom(0, 0, 1, 20, 5_000),
    withStanding: fc.boolean(),
    withReceipt: fc.boolean(),
    times: fc.constantFrom(1, 1, 3),
  })
  .map((draw) => ({
    what: `event ${JSON.stringify(draw)}`,
    forge: async (companyId) => {
      for (let n = 0; n < draw.times; n += 1) {
        const receipt_id = draw.withReceipt ? randomUUID() : null;
        const event_time = new Date(Date.now() - draw.hoursAgo * 3_600_000).toISOString();
        const part = { event_type: draw.type, event_time, receipt_id } as const;
        const body = await forgeEvent(database.db, companyId, part, PROOFS[draw.proof]);
        if (receipt_id !== null) await forgeReceipt(companyId, body.record_id, receipt_id);
        if (draw.withStanding) await bringInLine(companyId, body);
      }
      return companyId;
    },
  }));

/** One that we did sign, put where it does not belong. */
const replay: Forgery = fc.record({ fromOther: fc.boolean(), asOwn: fc.boolean() }).map((draw) => ({
  what: `replay ${JSON.stringify(draw)}`,
  forge: async (companyId) => {
    const [head, signed] = [
      await headOf(companyId),
      await headOf(draw.fromOther ? await honest() : companyId),
    ];
    const { seq, hash } = head;
    const id = randomUUID();
    const body = draw.asOwn
      ? { ...signed.body, record_id: id, pii_principal_id: companyId, seq: seq + 1, prev_hash: hash }
      : { ...signed.body, record_id: id };
    const row = { ...body, seq: seq + 1 };
    await insertEvents(database.db, companyId, [{ ...signed, body: draw.asOwn ? body : row }]);
    return companyId;
  },
}));

const receipt: Forgery = fc.boolean().map((isOfNothing) => ({
  what: `receipt ${isOfNothing ? 'of nothing' : 'of a pause'}`,
  forge: async (companyId) => {
    const { body } = await headOf(companyId);
    await forgeReceipt(companyId, isOfNothing ? randomUUID() : body.record_id, randomUUID());
    return companyId;
  },
}));

const standing: Forgery = fc
  .constantFrom(...(Object.keys(STANDINGS) as (keyof typeof STANDINGS)[]))
  .map((what) => ({
    what: `standing ${what}`,
    forge: async (companyId) => {
      await database.db.execute(sql`${STANDINGS[what]} where company_id = ${companyId}`);
      return companyId;
    },
  }));

/** One that covers more than it rests on. */
const snapshot: Forgery = fc
  .record({
    seq: fc.constantFrom(1, 2),
    at: fc.constantFrom('2026-01-01', 'infinity'),
    basis: fc.constantFrom('{}', '{1}'),
  })
  .map((draw) => ({
    what: `snapshot ${JSON.stringify(draw)}`,
    forge: async (companyId) => {
      await forgeSnapshot(database.db, companyId, draw);
      return companyId;
    },
  }));

const noEvent: Forgery = fc.constantFrom(...Object.entries(IN_PLACE)).map(([what, text]) => ({
  what: `in the place of an event: ${what}`,
  forge: async (companyId) => {
    await putInPlace(database.db, companyId, text);
    return companyId;
  },
}));

/** Nothing of it was ever true; all of it agrees with itself. */
const company: Forgery = fc
  .record({ proof: proofs, types: fc.array(fc.constantFrom('paused', 'resumed' as const), { maxLength: 3 }) })
  .map((draw) => ({
    what: `company ${JSON.stringify(draw)}`,
    forge: async (model) => {
      const head = await headOf(model);
      const companyId = randomUUID();
      await database.db.execute(sql`insert into companies (id, name) values (${companyId}, 'Invented')`);
      const first: ConsentEventBody = {
        ...head.body,
        record_id: randomUUID(),
        receipt_id: null,
        seq: 1,
        prev_hash: null,
        event_type: 'given',
        pii_principal_id: companyId,
      };
      const hash = hashEvent(first);
      await insertEvents(database.db, companyId, [{ hash, ...PROOFS[draw.proof](hash, head), body: first }]);
      await bringInLine(companyId, first);
      for (const event_type of draw.types) {
        const body = await forgeEvent(database.db, companyId, { event_type }, PROOFS[draw.proof]);
        await bringInLine(companyId, body);
      }
      return companyId;
    },
  }));

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'accord-forgery-'));
  vi.stubEnv('CHECKPOINT_DIR', directory);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

const store = () => openCheckpoints(directory);
const checkpoint = async () =>
  (await writeCheckpoint(database.db, store(), getReceiptIssuer().keys, new Date())).number;
const fileOf = (number: number) =>
  path.join(directory, `checkpoint-${String(number).padStart(8, '0')}.jsonl`);
const asIf = (number: number, by: SigningKey) =>
  makeCheckpoint({ number, before: [], heads: [], lost: [], at: new Date() }, by);
/** Files that were tampered with. */
const tampered = new Set<number>();

/** What becomes of the newest checkpoint, which vouches for what was cut off. */
const REPLACED = {
  not: async () => {},
  'by the next one': async () => void (await checkpoint()),
  'by an older one': (number: number) => copyFile(fileOf(1), fileOf(number)),
  'by one of another key': (number: number) => writeFile(fileOf(number), asIf(number, forger)),
  'by one of another key under our name': (number: number) =>
    writeFile(fileOf(number), asIf(number, { ...forger, kid: getReceiptIssuer().keys.signing.kid })),
  'by one without its last head': async (number: number) => {
    const lines = (await readFile(fileOf(number), 'utf8')).trimEnd().split('\n').slice(0, -1);
    await writeFile(fileOf(number), `${lines.join('\n')}\n`);
  },
  'by its first line alone': async (number: number) => {
    const [line] = (await readFile(fileOf(number), 'utf8')).split('\n');
    await writeFile(fileOf(number), `${line}\n`);
  },
  'by nothing': (number: number) => rm(fileOf(number)),
};

/** By the database's owner: the remaining rows are consistent. */
const cut: Forgery = fc
  .record({
    left: fc.constantFrom(0, 1),
    replaced: fc.constantFrom(...(Object.keys(REPLACED) as (keyof typeof REPLACED)[])),
  })
  .map((draw) => ({
    what: `${draw.left === 0 ? 'whole business removed' : 'tail cut off with everything'} by the owner, checkpoint replaced ${draw.replaced}`,
    forge: async (companyId) => {
      await checkpoint();
      const number = await checkpoint();
      await cutOff(database.owner, companyId, draw.left);
      await REPLACED[draw.replaced](number);
      if (!['not', 'by the next one'].includes(draw.replaced)) tampered.add(number);
      return companyId;
    },
  }));

const COUNT = 100;
const seed = Number(process.env.FORGERY_SEED ?? randomInt(1_000_000));

test(`a hundred forgeries are all named, and nothing else is (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  const drawn = fc.sample(
    fc.oneof(event, event, replay, receipt, standing, snapshot, noEvent, company, cut, cut),
    {
      seed,
      numRuns: COUNT,
    },
  );
  const forged = new Map<string, string>();
  const sound: string[] = [];
  for (const { what, forge } of drawn) {
    const companyId = await honest();
    const where = await forge(companyId);
    forged.set(where, what);
    if (where !== companyId) sound.push(companyId);
  }
  for (let n = 0; n < 10; n += 1) sound.push(await honest());
  await checkpoint();

  const heads = await ownHeads(database.db, publishedKeys());
  expect(heads.length).toBeGreaterThan(0);
  const report = await verifyLedger(database.url, publishedKeys(), { processes: 1, heads });
  // Taking a checkpoint's word hides nothing that checking each signature finds.
  expect(report).toEqual(await verifyLedger(database.url, publishedKeys(), { processes: 1 }));
  const vouched = await auditCheckpoints(database.db, store(), publishedKeys());
  const faults = [...report.faults, ...vouched.lost];
  const named = new Set(faults.map(({ companyId }) => companyId));
  const unseen = (ids: Iterable<string>) =>
    [...ids].filter((id) => !named.has(id)).map((id) => forged.get(id));
  expect(unseen(forged.keys())).toEqual([]);
  expect(sound.filter((id) => named.has(id))).toEqual([]);

  const files = vouched.faults.flatMap((fault) =>
    fault.kind === 'checkpoint-missing'
      ? Array.from({ length: fault.to - fault.from + 1 }, (_, n) => fault.from + n)
      : fault.kind === 'checkpoint-refused'
        ? [fault.number]
        : [],
  );
  expect(new Set(files)).toEqual(tampered);

  const ctx = { db: database.db, now: new Date(), auditView: async () => {} };
  const state = await getCheckpointState(ctx);
  expect(new Set(state?.lost.first)).toEqual(new Set(vouched.lost.map(({ companyId }) => companyId)));
  for (const [companyId, what] of forged) {
    if ((await findCompany(database.db, companyId)) === null) {
      expect(state?.lost.first, what).toContain(companyId);
      continue;
    }
    const shown = (await getStaffBusiness(ctx, companyId)).faults;
    expect(shown.length, what).toBeGreaterThan(0);
    const ours = faults.filter((fault) => fault.companyId === companyId);
    expect(new Set(shown.map(({ kind }) => kind)), what).toEqual(new Set(ours.map(({ kind }) => kind)));
  }
  for (const companyId of sound.slice(0, 5))
    expect((await getStaffBusiness(ctx, companyId)).faults).toEqual([]);
});
