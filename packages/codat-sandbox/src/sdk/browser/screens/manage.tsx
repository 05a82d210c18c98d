/** @jsxImportSource preact */
// Screen that manages connections inside Link: shared now and before, close, open again.
import { AskDisconnect } from '../ask-disconnect';
import { AskEntity } from '../ask-entity';
import { ConnectionCard, isManaged } from '../connection-card';
import { Actions, Button, Heading } from '../parts';
import type { ScreenProps } from '../screen-props';
import { kindSettings } from '../settings';
import { kindOf } from '../standing';

export function Manage({ words, language, session, isBusy, journey }: ScreenProps) {
  const managed = session.connections.filter(isManaged);
  return (
    <>
      <Heading text={words.manageTitle} />
      <p>{managed.length > 0 ? words.manageLead : words.manageEmpty}</p>
      <ul class="cards">
        {managed.map((connection) => (
          <ConnectionCard
            key={connection.connectionId}
            {...{ connection, words, language, isBusy }}
            dataTypes={[]}
            onDisconnect={() => journey.go({ at: 'disconnect', connectionId: connection.connectionId })}
            onReconnect={() => journey.visitAgain(connection.connectionId, 'manage')}
          />
        ))}
      </ul>
      <Actions>
        <Button isQuiet onClick={() => journey.go({ at: 'main' })}>
          {words.back}
        </Button>
      </Actions>
    </>
  );
}

type OneProps = ScreenProps & { connectionId: string };

export function Disconnect({ words, settings, session, isBusy, journey, connectionId }: OneProps) {
  const connection = session.connections.find((each) => each.connectionId === connectionId);
  if (!connection) return null;
  return (
    <AskDisconnect
      {...{ connection, words, isBusy }}
      dataTypes={kindSettings(settings, kindOf(connection))?.dataTypes ?? []}
      onDisconnect={() => journey.disconnect(connectionId)}
      onKeep={() => journey.go({ at: 'manage' })}
    />
  );
}

export function OtherEntity({ words, session, isBusy, journey, connectionId }: OneProps) {
  const connection = session.connections.find((each) => each.connectionId === connectionId);
  if (!connection) return null;
  return (
    <AskEntity
      {...{ connection, words, isBusy }}
      onAnswer={(choice) => journey.answerEntity(connectionId, choice)}
    />
  );
}
