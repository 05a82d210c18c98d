/** @jsxImportSource preact */
// Screen that waits while the customer is at the provider.
import { useEffect } from 'preact/hooks';
import type { Screen } from '../flow';
import { Actions, Button, Heading, Logo } from '../parts';
import { type At, another, connectionOf } from '../visit';

export function Waiting(props: At<'waiting'>) {
  const { words, screen, journey, isBusy } = props;
  const connection = connectionOf(props);
  useEffect(() => {
    journey.follow(screen).catch(console.error);
  }, [screen, journey]);
  if (!connection) return null;
  const { name, logoUrl } = connection;
  const isBlocked = screen.linkUrl !== undefined;
  return (
    <>
      <div class="pair">
        <Logo url={logoUrl} />
      </div>
      <Heading text={isBlocked ? words.blockedTitle(name) : words.waitingTitle(name)} />
      <p>{isBlocked ? words.blockedLead : words.waitingLead}</p>
      {isBlocked ? null : <div class="spinner" />}
      <Actions>
        {isBlocked ? (
          <a
            class="button"
            href={screen.linkUrl}
            target="_blank"
            rel="noopener"
            // The link works once; from here on this screen waits.
            onClick={() => setTimeout(() => journey.go(withoutLink(screen)))}
          >
            {words.open(name)}
          </a>
        ) : (
          <Button
            isQuiet
            isBusy={isBusy}
            onClick={() => journey.visitAgain(connection.connectionId, screen.origin)}
          >
            {words.openAgain(name)}
          </Button>
        )}
        <Button isQuiet onClick={() => another(props)}>
          {screen.origin === 'manage' ? words.back : words.chooseAnother}
        </Button>
      </Actions>
    </>
  );
}

function withoutLink({ linkUrl, ...rest }: Extract<Screen, { at: 'waiting' }>): Screen {
  return rest;
}
