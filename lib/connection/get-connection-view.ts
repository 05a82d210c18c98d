// Read model of one connection: its facts, the products that rely on it, its history, and confirmations still pending at Codat.
import { logosPart } from '@/db/queries/codat-cache';
import { findCompany } from '@/db/queries/companies';
import {
  type ConnectionEventRow,
  listConnectionEventsBeside,
  listLatestOf,
} from '@/db/queries/connection-events';
import type { ConnectionRow } from '@/db/queries/connections';
import { findOpenCheck, type OrganisationCheckRow } from '@/db/queries/organisation-checks';
import type { Ctx } from '../context';
import { needsReconfirmation } from '../domain/access/access-now';
import { agreedProducts } from '../domain/access/agreed-product';
import type { OrganisationQuestion } from '../domain/connection/organisation-question';
import { wayToGoOn } from '../domain/expiry/expiry';
import type { ImpactFacts } from '../domain/next-step/impact';
import { reliesOn } from '../domain/next-step/next-step';
import { productToReconnectFor } from '../domain/next-step/reconnect';
import type { Product } from '../domain/product/product';
import { HISTORY_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';
import { isUuid } from '../domain/text/uuid';
import { NotFound } from '../errors';
import { factsGatherer } from '../facts/business-facts';
import { type EndProgress, findEnding } from './ending-of';
import { loadQuestion } from './load-question';

export interface ConnectionView {
  connection: ConnectionRow;
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
  /** What the customer is asked and has not answered. */
  check: OrganisationCheckRow | null;
  question: OrganisationQuestion | null;
  /** Products whose agreement stands and reads from it, as far as it was agreed. */
  usedBy: Product[];
  history: Page<ConnectionEventRow>;
  /** Of each kind the latest event, and the latest that names an organisation, the latest first. */
  latest: ConnectionEventRow[];
  /** How it ended, when the customer ended it; null while it has not. */
  ending: EndProgress | null;
  /** When a bank must be confirmed again at the latest. */
  confirmBy: Date | null;
  /** A bank that gives access and that the customer is asked to confirm: it has a page of its own. */
  isToConfirm: boolean;
  /** What it would be opened again for; null when nothing that uses it is agreed to. */
  reconnectFor: Product | null;
  facts: ImpactFacts;
}

interface Asked {
  /** The product that the customer came from, as an address says it. */
  product?: string;
  /** From an address: a claim. */
  history?: string | string[] | undefined;
}

const readFacts = factsGatherer('connection_view', { logos: logosPart });

/** @throws NotFound for any id that is not a connection of this business */
export async function getConnectionView(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  connectionId: string,
  { product: asking, history: cursor }: Asked = {},
): Promise<ConnectionView> {
  const { db, companyId, now } = ctx;
  if (!isUuid(connectionId)) throw new NotFound('connection');
  const known = await readFacts(db, companyId);
  const { connections, consents, logos } = known;
  const connection = connections.find(({ id }) => id === connectionId);
  if (connection === undefined) throw new NotFound('connection');
  const products = agreedProducts(
    known.products,
    known.basis.map(({ body }) => body),
    now,
  );
  const [history, latest, check, company] = await Promise.all([
    turnPage(readCursor(cursor), HISTORY_PAGE, (side) =>
      listConnectionEventsBeside(db, { companyId, connectionId }, side),
    ),
    listLatestOf(db, companyId, connectionId),
    findOpenCheck(db, companyId, connectionId),
    findCompany(db, companyId),
  ]);
  const businessName = company?.name ?? '';
  const lastOf = (...kinds: string[]) => latest.find(({ kind }) => kinds.includes(kind))?.at ?? null;
  const timed = {
    ...connection,
    signedInAt: lastOf('linked', 'relinked'),
    reconfirmedAt: lastOf('reconfirmed'),
  };
  const isOver = connection.state === 'deleted';
  const usedBy = products.filter((product) =>
    reliesOn(product, consents.find((c) => c.productId === product.id) ?? null, connection, now),
  );
  const isLinked = connection.state === 'Linked';
  return {
    connection,
    logos,
    check,
    question: check === null ? null : await loadQuestion(db, { check, businessName }),
    usedBy: isOver ? [] : usedBy,
    history,
    latest,
    // Its time is over, and the customer can take it up again: that is told as such, and not as an end.
    ending: needsReconfirmation(connection, now) ? null : await findEnding(db, companyId, connection, latest),
    confirmBy: isLinked || needsReconfirmation(connection, now) ? connection.confirmBy : null,
    isToConfirm: isLinked && usedBy.length > 0 && wayToGoOn(timed, now) !== null,
    reconnectFor:
      isOver || connection.isUpload
        ? null
        : productToReconnectFor(products, consents, connection, now, asking),
    facts: { products, consents, connections, now },
  };
}
