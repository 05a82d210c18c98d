/** @jsxImportSource preact */
// Confirmation dialog before a connection is unlinked.
import type { EmbedConnection } from '../shapes';
import { DataTypes } from './data-types';
import { Actions, Button, Heading, Logo } from './parts';
import type { Words } from './words-en';

interface AskProps {
  connection: EmbedConnection;
  words: Words;
  dataTypes: readonly string[];
  isBusy: boolean;
  onDisconnect: () => void;
  onKeep: () => void;
}

export function AskDisconnect({ connection, words, dataTypes, isBusy, onDisconnect, onKeep }: AskProps) {
  return (
    <>
      <div class="pair">
        <Logo url={connection.logoUrl} />
      </div>
      <Heading text={words.disconnectTitle(connection.name)} />
      {connection.organisation ? <p>{connection.organisation}</p> : null}
      <p>{words.disconnectLead}</p>
      {dataTypes.length > 0 ? (
        <>
          <h3>{words.sharedData}</h3>
          <DataTypes list={dataTypes} />
        </>
      ) : null}
      <Actions>
        <Button isBusy={isBusy} onClick={onDisconnect}>
          {words.disconnect}
        </Button>
        <Button isQuiet onClick={onKeep}>
          {words.keepConnected}
        </Button>
      </Actions>
    </>
  );
}
