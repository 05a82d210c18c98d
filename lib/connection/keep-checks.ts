// Organisation checks: opened, renamed and dropped in the transaction that stores a connection; one open per connection.
import type { Db } from '@/db/client';
import { type ConnectionRow, findConnection, type SeenRow } from '@/db/queries/connections';
import { listTrips } from '@/db/queries/journeys';
import { askCheck, dropOpenChecks, findOpenCheck, renameOpenCheck } from '@/db/queries/organisation-checks';
import { listBasis } from '@/db/queries/snapshots';
import type { SeenChange, SeenConnection } from '../domain/connection/connection-seen';
import { asksByLetter } from '../domain/connection/organisation-question';
import { connectedBy } from '../domain/connection/share';
import { postMail } from '../mail/post-mail';
import { loadQuestion } from './load-question';
import type { FoundBy } from './record-colleague';

interface Business {
  companyId: string;
  businessName: string;
  /** As stored before. */
  rows: readonly ConnectionRow[];
  /** Connections that only the customer's answer opens. */
  toLookAt: ReadonlySet<string>;
}

interface Change {
  row: SeenRow;
  wire: Pick<SeenConnection, 'organisation' | 'organisationId'>;
  change: SeenChange;
}

export async function keepChecks(
  tx: Db,
  business: Business,
  changes: readonly Change[],
  found: FoundBy,
): Promise<void> {
  const { companyId, rows, toLookAt } = business;
  const pointless = changes
    .filter(
      ({ row, change }) =>
        change.check.kind === 'drop' && rows.some(({ id, doubt }) => id === row.id && doubt === 'unanswered'),
    )
    .map(({ row }) => row.id);
  await dropOpenChecks(tx, companyId, pointless);
  for (const one of changes) {
    const { row, change } = one;
    const { organisation: name, organisationId: id } = change;
    if (change.check.kind === 'ask' || toLookAt.has(row.id)) await ask(tx, business, one, found);
    // The question remains because of who connected it: now with the name that has become known.
    else if (pointless.includes(row.id) && name !== null)
      await renameOpenCheck(tx, companyId, row.id, { name, id });
  }
}

async function ask(tx: Db, business: Business, { row, wire, change }: Change, found: FoundBy): Promise<void> {
  const { companyId, businessName, rows, toLookAt } = business;
  const before = rows.find(({ id }) => id === row.id);
  const maker = connectedBy(await listTrips(tx, companyId, row.id), found.at);
  const told = wire.organisation === null ? null : { name: wire.organisation, id: wire.organisationId };
  const after = change.check.kind === 'ask' ? change.check.after : told;
  const question = {
    about: toLookAt.has(row.id) ? ('access' as const) : ('organisation' as const),
    nameBefore: before?.organisation ?? null,
    idBefore: before?.organisationId ?? null,
    nameAfter: after?.name ?? null,
    idAfter: after?.id ?? null,
    connectedBy: maker.by,
    shareId: maker.shareId,
  };
  if (!(await askCheck(tx, companyId, row.id, question, found.at))) return;
  const check = await findOpenCheck(tx, companyId, row.id);
  if (check === null) return;
  const asked = await loadQuestion(tx, { check, businessName });
  if (!asksByLetter(asked)) return;
  const language = (await listBasis(tx, companyId)).at(-1)?.body.collection.locale ?? 'en';
  await postMail(tx, {
    companyId,
    kind: 'organisation-check',
    facts: {
      connectionId: row.id,
      platform: (await findConnection(tx, companyId, row.id))?.platformName ?? row.platformName,
      organisation: asked.organisation ?? '',
      what: asked.what.kind,
      before: 'before' in asked.what ? asked.what.before : '',
      linkOf: asked.who.kind === 'colleague' ? asked.who.linkOf : '',
    },
    language,
    dedupe: `organisation-check:${check.id}:${found.at.getTime()}`,
    now: found.at,
    requestId: found.requestId,
  });
}
