// Verb: checks one file while it streams to Codat, and records the outcome.
import { lockCompany } from '@/db/queries/companies';
import { findConnection, listEndingIds } from '@/db/queries/connections';
import { claimUpload, insertUpload, type NewUpload, setUploadOutcome } from '@/db/queries/uploads';
import type { FileDoor } from '../codat/client';
import { sendCodatFile } from '../codat/files';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import { FILES_AT_MOST, fileTypeOf, SENDING_MS, type UploadOutcome } from '../domain/upload/upload';
import { Precondition, Upstream } from '../errors';
import { type Checked, checkChunks } from './checked-chunks';
import { namesAtCodat, type Place } from './open-place';
import { Refused } from './refused';
import { wantedUpload } from './wanted-upload';

export interface FormOf {
  ctx: Ctx;
  files: FileDoor;
  productId: string;
  sourceType: SourceType;
  batch: string;
  /** Business time: a form may take minutes, in which consents change. */
  now: () => Date;
  admit: () => Promise<boolean>;
  /** Created with the first acceptable file. */
  place: () => Promise<Place>;
}

/** @returns the outcome, which is stored */
export async function takeFile(
  form: FormOf,
  name: string,
  source: AsyncGenerator<Buffer>,
): Promise<UploadOutcome> {
  const { ctx, productId, sourceType, batch } = form;
  const record = {
    id: crypto.randomUUID(),
    productId,
    sourceType,
    batch,
    name,
    by: ctx.actor.userId,
  };
  const sending = new Sending(form, record);
  const outcome = await sending.run(name, source);
  if (sending.isClaimed) {
    // Another request took over after too long a wait, and may send the same file: the stored outcome stays as it is.
    return (await setUploadOutcome(ctx.db, ctx.companyId, record.id, outcome)) ? outcome : 'unsure';
  }
  const known = { connectionId: sending.place?.connectionId ?? null, bytes: sending.bytes, sha256: null };
  await insertUpload(ctx.db, ctx.companyId, { ...record, ...known, at: form.now(), outcome });
  return outcome;
}

/** A single attempt: it cannot be repeated, since the bytes have passed. */
class Sending {
  place: Place | undefined;
  /** The record exists, and no other request sends the same bytes. */
  isClaimed = false;
  #checked: Checked | undefined;

  constructor(
    readonly form: FormOf,
    readonly record: Omit<NewUpload, 'at' | 'bytes' | 'outcome'> & { id: string },
  ) {}

  get bytes(): number {
    return this.#checked?.bytes() ?? 0;
  }

  async run(name: string, source: AsyncGenerator<Buffer>): Promise<UploadOutcome> {
    try {
      const type = fileTypeOf(name);
      if (type === null) throw new Refused('type');
      this.#checked = await checkChunks(type, source, (facts) => this.claim(facts));
      if (!(await this.form.admit())) throw new Refused('too-many');
      const place = await this.form.place();
      this.place = place;
      if (place.names.length >= FILES_AT_MOST) throw new Refused('count');
      const { codatCompanyId: companyId, codatConnectionId: connectionId } = place;
      await sendCodatFile(
        this.form.files,
        { companyId, connectionId },
        { name, key: this.record.id, chunks: this.#checked.chunks },
      );
      place.names.push(name);
      return 'sent';
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      if (error instanceof Precondition) return 'codat-busy';
      if (error instanceof Upstream) return this.afterFailure(name, error);
      throw error;
    }
  }

  /** The last check before Codat may store the file: the consent is in force, and the bytes were not sent before. */
  private async claim(facts: { bytes: number; sha256: string }): Promise<void> {
    const { ctx, productId, sourceType } = this.form;
    const { db, companyId } = ctx;
    const connectionId = this.place?.connectionId ?? '';
    await db.transaction(async (tx) => {
      await lockCompany(tx, companyId);
      // Read under the lock, so that no earlier answer has a later time.
      const now = this.form.now();
      await wantedUpload({ ...ctx, db: tx, now }, productId, sourceType).catch((error: unknown) => {
        throw error instanceof Precondition ? new Refused('stopped') : error;
      });
      const isEnding = (await listEndingIds(tx, companyId)).includes(connectionId);
      const row = await findConnection(tx, companyId, connectionId);
      if (isEnding || row === null || row.state === 'deleted') throw new Refused('stopped');
      const claimed = { ...this.record, ...facts, at: now, connectionId, outcome: 'sending' as const };
      const deadSince = new Date(now.getTime() - SENDING_MS);
      if (!(await claimUpload(tx, companyId, claimed, deadSince))) throw new Refused('twice');
    });
    this.isClaimed = true;
  }

  /** The outcome after Codat failed: if it may have stored the file, it is asked. */
  private async afterFailure(name: string, error: Upstream): Promise<UploadOutcome> {
    if (error.kind === 'busy') return 'codat-busy';
    const isRefusal = error.kind === 'invalid' || error.kind === 'refused' || error.kind === 'limit';
    if (this.place === undefined || (!this.isClaimed && !isRefusal)) {
      return isRefusal ? 'codat-refused' : 'codat-down';
    }
    const { names, codatCompanyId } = this.place;
    try {
      const now = await namesAtCodat(this.form.files, codatCompanyId, this.form.sourceType);
      const times = (list: readonly string[]) => list.filter((each) => each === name).length;
      const isThere = times(now) > times(names);
      names.splice(0, names.length, ...now);
      if (isThere) return 'sent';
      if (error.kind === 'invalid' && now.length >= FILES_AT_MOST) return 'count';
      return isRefusal ? 'codat-refused' : 'codat-down';
    } catch (second) {
      if (!(second instanceof Upstream)) throw second;
      return isRefusal ? 'codat-refused' : 'unsure';
    }
  }
}
