// Selection: connections whose name may be taken from read data, once per access, if the consent covers that data type.

interface Named {
  id: string;
  state: string;
  isUpload: boolean;
  organisation: string | null;
  /** An open question: the customer's answer comes first. */
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

/** True while a name may still be found: the access exists, has no name, and was not searched before. */
function isOpen({ state, isUpload, organisation, doubt, authorisedAt, nameReadAt }: Named): boolean {
  if (state !== 'Linked' || isUpload || organisation !== null || doubt !== null) return false;
  return authorisedAt !== null && (nameReadAt === null || nameReadAt < authorisedAt);
}

/** The data type that holds the name of such a connection; undefined if none does. */
type TypeOf<C> = (connection: C) => string | undefined;

/** Whether a search is worthwhile: checked at every poll, before a costlier query. */
export function lacksName<C extends Named>(connections: readonly C[], typeOf: TypeOf<C>): boolean {
  return connections.some((connection) => isOpen(connection) && typeOf(connection) !== undefined);
}

/** Whether the data with the name has been read. */
function isRead({ id }: Named, dataType: string, reads: Facts<Named>['reads']): boolean {
  const read = reads.find((one) => one.connectionId === id && one.dataType === dataType);
  return (read?.lastReadAt ?? null) !== null;
}

/** Connections whose name has been read: checked before the consent, for which the whole ledger is loaded. */
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
