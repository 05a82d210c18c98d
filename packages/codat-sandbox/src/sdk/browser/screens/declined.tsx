/** @jsxImportSource preact */
// Screen after a visit that gave no access.
import { Actions, Button, Heading, Logo } from '../parts';
import { type At, another, connectionOf } from '../visit';

export function Declined(props: At<'declined'>) {
  const { words, screen, journey, isBusy } = props;
  const connection = connectionOf(props);
  if (!connection) return null;
  const { name, logoUrl, connectionId } = connection;
  return (
    <>
      <div class="pair">
        <Logo url={logoUrl} />
      </div>
      <Heading text={words.declinedTitles[screen.reason](name)} />
      <p>{words.declinedLeads[screen.reason]}</p>
      <Actions>
        <Button isBusy={isBusy} onClick={() => journey.visitAgain(connectionId, screen.origin)}>
          {words.tryAgain}
        </Button>
        <Button isQuiet onClick={() => another(props)}>
          {screen.origin === 'manage' ? words.back : words.chooseAnother}
        </Button>
      </Actions>
    </>
  );
}
