/** @jsxImportSource preact */
// Screen after a successful visit; a bank offers to connect another account.
import { CheckIcon } from '../icons';
import { Actions, Button, Heading } from '../parts';
import { firstOf, kindOf } from '../standing';
import { type At, connectionOf } from '../visit';

export function Connected(props: At<'connected'>) {
  const { words, screen, journey, session, settings } = props;
  const connection = connectionOf(props);
  if (!connection) return null;
  const kind = kindOf(connection);
  const next = () => journey.go(screen.origin === 'manage' ? { at: 'manage' } : { at: 'main' });
  const isBank = kind === 'banking' && screen.origin === 'connect';
  return (
    <>
      <div class="big">
        <CheckIcon />
      </div>
      <Heading text={words.connectedTitle(connection.name)} />
      {connection.organisation ? <p>{connection.organisation}</p> : null}
      <p class="soft">{isBank ? words.connectedBanking : words.connectedLead}</p>
      <Actions>
        {isBank ? (
          <Button onClick={() => journey.go(firstOf(session, settings, kind))}>{words.connectAnother}</Button>
        ) : null}
        <Button isQuiet={isBank} onClick={next}>
          {words.goOn}
        </Button>
      </Actions>
    </>
  );
}
