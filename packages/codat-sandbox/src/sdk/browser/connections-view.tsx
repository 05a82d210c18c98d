/** @jsxImportSource preact */
// Screens of the Connections module: its list, and those of Link.
import { AskDisconnect } from './ask-disconnect';
import { AskEntity } from './ask-entity';
import { ConnectionCard, isManaged } from './connection-card';
import type { Screen } from './flow';
import { Heading } from './parts';
import type { ScreenProps } from './screen-props';
import { Connected } from './screens/connected';
import { Declined } from './screens/declined';
import { Waiting } from './screens/waiting';
import { kindOf } from './standing';

type ViewProps = ScreenProps & { screen: Screen; listOf(kind: string): readonly string[] };

export function ConnectionsView({ screen, listOf, ...props }: ViewProps) {
  const { words, language, session, isBusy, journey } = props;
  const connection =
    'connectionId' in screen
      ? session.connections.find(({ connectionId }) => connectionId === screen.connectionId)
      : undefined;
  if (screen.at === 'waiting') return <Waiting {...props} screen={screen} />;
  if (screen.at === 'declined') return <Declined {...props} screen={screen} />;
  if (screen.at === 'connected') return <Connected {...props} screen={screen} />;
  if (connection && screen.at === 'entity') {
    const onAnswer = (choice: 'keep' | 'back') => journey.answerEntity(connection.connectionId, choice);
    return <AskEntity {...{ connection, words, isBusy, onAnswer }} />;
  }
  if (connection && screen.at === 'disconnect') {
    return (
      <AskDisconnect
        {...{ connection, words, isBusy }}
        dataTypes={listOf(kindOf(connection))}
        onDisconnect={() => journey.disconnect(connection.connectionId)}
        onKeep={() => journey.go({ at: 'manage' })}
      />
    );
  }
  const managed = session.connections.filter(isManaged);
  return (
    <>
      <Heading text={words.manageTitleLong} />
      <p>{managed.length > 0 ? words.manageLead : words.manageEmpty}</p>
      <ul class="cards">
        {managed.map((each) => (
          <ConnectionCard
            key={each.connectionId}
            {...{ connection: each, words, language, isBusy }}
            dataTypes={listOf(kindOf(each))}
            onDisconnect={() => journey.go({ at: 'disconnect', connectionId: each.connectionId })}
            onReconnect={() => journey.visitAgain(each.connectionId, 'manage')}
          />
        ))}
      </ul>
    </>
  );
}
