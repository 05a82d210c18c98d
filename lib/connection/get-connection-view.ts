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
  /** The open question to the customer. */
  check: OrganisationCheckRow | null;
  question: OrganisationQuestion | null;
  /** Products in force that read from it, limited to their consents. */
  usedBy: Product[];
  history: Page<ConnectionEventRow>;
  /** The latest event of each kind, and the latest one with an organisation's name, newest first. */
  latest: ConnectionEventRow[];
  /** Its end, if the customer ended it; null otherwise. */
  ending: EndProgress | null;
  /** The date by which a bank must be reconfirmed. */
  confirmBy: Date | null;
  /** A bank with access that is due for reconfirmation, which has a page of its own. */
  isToConfirm: boolean;
  /** The product for which it would be opened again; null when no agreed product uses it. */
  reconnectFor: Product | null;
  facts: ImpactFacts;
}

interface Asked {
  /** The product that the customer came from, according to the address. */
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
    // Expired access that the customer can resume is shown as such, and not as an end.
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
