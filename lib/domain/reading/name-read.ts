// Selection: connections whose name may be taken from read data, once per access, where the agreement covers that data type.

interface Named {
  id: string;
  state: string;
  isUpload: boolean;
  organisation: string | null;
  /** Asked about: the customer's answer comes first. */
  doubt: string | null;
  authorisedAt: Date | null;
  nameReadAt: Date | null;
}

interface Facts<C> {
  connections: readonly C[];
  reads: readonly { connectionId: string; dataType: string; lastReadAt: Date | null }[];
  /** The agreed data, and the connections that serve it. */
  wanted: readonly { dataType: string; connectionIds: readonly string[] }[];
}

/** Whether the name may still be found: of access that stands, is nameless, and was not looked at before. */
function isOpen({ state, isUpload, organisation, doubt, authorisedAt, nameReadAt }: Named): boolean {
  if (state !== 'Linked' || isUpload || organisation !== null || doubt !== null) return false;
  return authorisedAt !== null && (nameReadAt === null || nameReadAt < authorisedAt);
}

/** Data type that holds the name of such a connection; undefined where none does. */
type TypeOf<C> = (connection: C) => string | undefined;

/** Whether a name can be found at all: checked at every poll, before a costlier query. */
export function lacksName<C extends Named>(connections: readonly C[], typeOf: TypeOf<C>): boolean {
  return connections.some((connection) => isOpen(connection) && typeOf(connection) !== undefined);
}

/** Whether what holds the name of one has been read. */
function isRead({ id }: Named, dataType: string, reads: Facts<Named>['reads']): boolean {
  const read = reads.find((one) => one.connectionId === id && one.dataType === dataType);
  return (read?.lastReadAt ?? null) !== null;
}

/** Those of which it has been read: before the agreement, which is the whole ledger, is loaded. */
export function namesRead<C extends Named>(
  connections: readonly C[],
  reads: Facts<C>['reads'],
  typeOf: TypeOf<C>,
): C[] {
  return connections.filter((connection) => {
    const dataType = typeOf(connection);
    return dataType !== undefined && isOpen(connection) && isRead(connection, dataType, reads);
  });
}

export function namesToRead<C extends Named>(
  { connections, reads, wanted }: Facts<C>,
  typeOf: TypeOf<C>,
): C[] {
  return namesRead(connections, reads, typeOf).filter((connection) =>
    wanted.some((one) => one.dataType === typeOf(connection) && one.connectionIds.includes(connection.id)),
  );
}

/** The customer confirmed this access while it had no name: the name needs no second question. */
export function isAccessConfirmed(
  checks: readonly { answer: string | null; askedAt: Date }[],
  authorisedAt: Date | null,
): boolean {
  if (authorisedAt === null) return false;
  return checks.some(({ answer, askedAt }) => answer === 'right' && askedAt >= authorisedAt);
}
